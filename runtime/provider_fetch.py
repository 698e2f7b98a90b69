"""How identity providers are asked: through the guard of all addresses that customers name."""

from collections.abc import Mapping
from dataclasses import dataclass

from api.sign_on.identity_providers import ProviderTrouble
from notifications.outbound.fetching import GuardedFetch, NotFetched


@dataclass(frozen=True, slots=True)
class ProviderFetch:
    through: GuardedFetch

    def allows(self, url: str) -> bool:
        return self.through.allows(url)

    async def fetch(self, url: str, form: Mapping[str, str] | None = None, authorization: str = "") -> bytes:
        try:
            return await self.through.fetch(url, form, authorization)
        except NotFetched as error:
            raise ProviderTrouble(str(error)) from None
