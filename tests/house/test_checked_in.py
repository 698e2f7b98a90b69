"""Nobody's number, no place of anybody's machine, nothing installed that is not pinned."""

import pytest

from tests.house.checkout import ROOT, files, place, text_of
from tests.house.fiction import index_hosts, machine_paths, real_numbers, unpinned

LOCKS = tuple(path.name for path in sorted(ROOT.glob("requirements*.lock")))
# The table of area codes has no whole numbers; locks have hashes that look like them; benchmarks may use more numbers.
TEXTS = [path for path in files() if path.name not in LOCKS and path.suffix not in (".ttf", ".pdf", ".png", ".json.gz")]
OWN = ("tests/house/fiction.py", "tests/house/test_checked_in.py")


def test_every_telephone_number_is_fiction() -> None:
    looked_at = [path for path in TEXTS if place(path) not in OWN and not place(path).startswith("benchmarks/")]
    assert {place(path): found for path in looked_at if (found := real_numbers(text_of(path)))} == {}


def test_no_file_names_a_place_of_this_machine() -> None:
    assert {place(path): found for path in TEXTS if place(path) not in OWN and (found := machine_paths(text_of(path)))} == {}


def test_no_file_names_the_host_of_a_package_index() -> None:
    assert {place(path): found for path in files() if place(path) not in OWN and (found := index_hosts(text_of(path)))} == {}


@pytest.mark.parametrize("name", LOCKS)
def test_everything_installed_is_pinned_by_hash_and_names_no_address(name: str) -> None:
    lock = (ROOT / name).read_text()
    assert "==" in lock
    assert unpinned(lock) == []


@pytest.mark.parametrize("name", LOCKS)
def test_everything_asked_for_is_locked(name: str) -> None:
    asked, locked = (ROOT / name).with_suffix(".in").read_text(), (ROOT / name).read_text()
    names = [line.split("[")[0] for line in asked.splitlines() if line and not line.startswith(("#", "-r"))]
    assert [name for name in names if f"\n{name}==" not in f"\n{locked}" and f"\n{name}[" not in f"\n{locked}"] == []


@pytest.mark.parametrize("text", ["+1 303 444 0100", "(408) 867-5309", "4088675309", "1-212-736-5000", "+12127365000", "303-555-0200"])
def test_the_checker_finds_a_number_that_could_be_somebodys(text: str) -> None:
    assert real_numbers(f"call {text} now")


@pytest.mark.parametrize(
    "text", ["+1 303 555 0100", "408-555-0199", "408-411-0100", "a3034440100", "30344401001", "0.3034440100", "2031-04-01"]
)
def test_the_checker_lets_fiction_and_other_digits_be(text: str) -> None:
    assert not real_numbers(f"call {text} now")


def test_the_checkers_find_paths_hosts_and_loose_pins() -> None:
    assert machine_paths("see /home/ada/x") and machine_paths("open('/root/plan')") and not machine_paths("at /v1/home/ada and docs/tmp/a")
    assert index_hosts("from https://PyPI" + ".org/simple") and not index_hosts("a pypi package")
    good = "a==1 \\\n    --hash=sha256:" + "0" * 64 + "\n    # via b\n"
    assert not unpinned(good)
    assert (
        unpinned("a==1\n") and unpinned(good + "--index-url https://x\n") and unpinned(good + "b @ file:x\n") and unpinned(good + "c>=1\n")
    )
