"""Who asks, and for which organisations may they do what they ask?"""

from dataclasses import dataclass, replace

from domain.access import STAFF, Action, Role, Scope, allowed, token_allowed
from store.access.sessions import Session
from store.rows import Tenants


@dataclass(frozen=True, slots=True)
class Post:
    """A role in one organisation."""

    organisation_id: str
    role: Role


@dataclass(frozen=True, slots=True)
class Principal:
    """A person at a browser (`session`) or with a token (`scopes`, `token_id`).

    posts: every role they have; staff roles only when the organisation is our own. chosen: the organisation they act for, if they
    named one; it is always one that they may act for. must_set_password: came by a link or a code and has no password yet.
    time_zone: empty unless they chose one.
    """

    user_id: str
    posts: tuple[Post, ...]
    language: str = ""
    time_zone: str = ""
    chosen: str = ""
    session: Session | None = None
    token_id: str = ""
    scopes: tuple[Scope, ...] = ()
    must_set_password: bool = False

    @property
    def actor(self) -> str:
        """Who did it, for facts and audit."""
        return self.token_id or self.user_id

    def may(self, action: Action) -> bool:
        return any(self._at(post, action) for post in self.posts)

    def may_at(self, action: Action, organisation_id: str) -> bool:
        """Whether they may do it there, and have not chosen to act elsewhere."""
        tenants = self.tenants_for(action)
        return tenants is None or organisation_id in tenants

    def is_staff_for(self, action: Action) -> bool:
        """Whether they may do it for every organisation."""
        return any(post.role in STAFF and self._at(post, action) for post in self.posts)

    def tenants_for(self, action: Action) -> Tenants:
        """The organisations they may do this for, narrowed to the chosen one; None for staff, who may for all."""
        if self.is_staff_for(action):
            return (self.chosen,) if self.chosen else None
        mine = tuple(dict.fromkeys(post.organisation_id for post in self.posts if self._at(post, action)))
        return tuple(one for one in mine if one == self.chosen) if self.chosen else mine

    def acting_for(self, action: Action) -> str:
        """The one organisation that something new would belong to; empty when they must say which.

        Somebody with one role of their own and many customers (a partner) must say which customer.
        """
        if self.chosen:
            return self.chosen
        tenants = self.tenants_for(action)
        return tenants[0] if tenants is not None and len(tenants) == 1 else ""

    def choosing(self, organisation_id: str) -> "Principal | None":
        """The same person acting for this organisation, or None when they may not."""
        known = any(post.organisation_id == organisation_id or post.role in STAFF for post in self.posts)
        return replace(self, chosen=organisation_id) if known else None

    def _at(self, post: Post, action: Action) -> bool:
        return token_allowed(self.scopes, action) if self.token_id else allowed(post.role, action)
