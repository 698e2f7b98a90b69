"""Which area codes of the North American Numbering Plan are in service, and where?

Facts of NANPA's area code report of `AS_OF`. A newer report replaces this file; a code that opens before that is added
by `ReadingLimits.opened_area_codes`, because refusing it would turn away a real customer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

AS_OF = date(2025, 11, 26)


class AreaCodeUse(StrEnum):
    GEOGRAPHIC = "geographic"
    TOLL_FREE = "toll_free"
    PREMIUM = "premium"
    PERSONAL = "personal"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True)
class AreaCode:
    """country: ISO 3166 (a US territory has its own), empty when it belongs to none. state: the US state or territory.

    zones: letters of the report, the predominant first: E C M P as usual, A Atlantic, AK Alaska, HA Hawaii, CH Guam, SA Samoa.
    planned: the day a code not in service was to open, where one was published.
    """

    code: str
    use: AreaCodeUse
    country: str = ""
    state: str = ""
    zones: tuple[str, ...] = ()
    in_service: bool = True
    planned: date | None = None


TERRITORIES = frozenset({"AS", "GU", "MP", "PR", "VI"})

# State, zones, codes. A code across two zones lists the one where most of its lines are first.
_UNITED_STATES = """
AK AK: 907
AL C: 205 251 256 334 659 938
AR C: 327 479 501 870
AS SA: 684
AZ M: 480 520 602 623 928
CA P: 209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669
CA P: 707 714 738 747 760 805 818 820 831 837 840 858 909 916 925 949 951
CO M: 303 719 720 748 970 983
CT E: 203 475 860 959
DC E: 202 771
DE E: 302
FL C/E: 448 850
FL E: 239 305 321 324 352 386 407 561 645 656 689 727 728 754 772 786 813 863 904 941 954
GA E: 229 404 470 478 678 706 762 770 912 943
GU CH: 671
HI HA: 808
IA C: 319 515 563 641 712
ID M/P: 208
ID P: 986
IL C: 217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872
IN C/E: 219
IN E: 260 317 463 765 930
IN E/C: 574 812
KS C: 316 913
KS C/M: 620 785
KY C/E: 270 364
KY E: 502 859
KY E/C: 606
LA C: 225 318 337 457 504 985
MA E: 339 351 413 508 617 774 781 857 978
MD E: 227 240 301 410 443 667
ME E: 207
MI E: 231 248 269 313 517 586 616 679 734 810 947 989
MI E/C: 906
MN C: 218 320 507 612 651 763 924 952
MO C: 235 314 417 557 573 636 660 816 975
MP CH: 670
MS C: 228 601 662 769
MT M: 406
NC E: 252 336 472 704 743 828 910 919 980 984
ND C/M: 701
NE C: 402 531
NE C/M: 308
NH E: 603
NJ E: 201 551 609 640 732 848 856 862 908 973
NM M: 505 575
NV P: 702 725 775
NY E: 212 315 329 332 347 363 516 518 585 607 624 631 646 680 716 718 838 845 914 917 929 934
OH E: 216 220 234 283 326 330 380 419 436 440 513 567 614 740 937
OK C: 405 539 572 580 918
OR P: 503 971
OR P/M: 458 541
PA E: 215 223 267 272 412 445 484 570 582 610 717 724 814 835 878
PR A: 787 939
RI E: 401
SC E: 803 821 839 843 854 864
SD C/M: 605
TN C: 615 629 731 901
TN C/E: 931
TN E: 865
TN E/C: 423 729
TX C: 210 214 254 281 325 346 361 409 430 432 469 512 621 682 713 726 737 806 817 830 832 903 936 940 945 956 972 979
TX M/C: 915
UT M: 385 435 801
VA E: 276 434 540 571 686 703 757 804 826 948
VI A: 340
VT E: 802
WA P: 206 253 360 425 509 564
WI C: 262 274 353 414 534 608 715 920
WV E: 304 681
WY M: 307
"""

_ABROAD = """
AG: 268
AI: 264
BB: 246
BM: 441
BS: 242
CA: 204 226 236 249 250 257 263 289 306 343 354 365 367 368 382 403 416 418 428 431 437 438 450 468
CA: 474 506 514 519 548 579 581 584 587 600 604 613 622 633 639 647 672 683 705 709 742 753 778 780
CA: 782 807 819 825 867 873 879 902 905 942
DM: 767
DO: 809 829 849
GD: 473
JM: 658 876
KN: 869
KY: 345
LC: 758
MS: 664
SX: 721
TC: 649
TT: 868
VC: 784
VG: 284
"""

_NOT_GEOGRAPHIC = {
    AreaCodeUse.TOLL_FREE: "800 822 833 844 855 866 877 888",
    AreaCodeUse.PREMIUM: "900",
    AreaCodeUse.PERSONAL: "500 521 522 523 524 525 526 527 528 529 532 533 538 544 566 577 588",
    AreaCodeUse.SPECIAL: "700 710",
}

_NOT_YET = (
    AreaCode("465", AreaCodeUse.GEOGRAPHIC, "US", "NY", ("E",), False, date(2026, 6, 18)),
    AreaCode("471", AreaCodeUse.GEOGRAPHIC, "US", "MS", ("C",), False, date(2026, 1, 30)),
    AreaCode("483", AreaCodeUse.GEOGRAPHIC, "US", "AL", ("C",), False, date(2026, 2, 23)),
    AreaCode("565", AreaCodeUse.GEOGRAPHIC, "US", "GA", ("E",), False),
    AreaCode("761", AreaCodeUse.GEOGRAPHIC, "US", "KY", ("E",), False),
    AreaCode("273", AreaCodeUse.GEOGRAPHIC, "CA", "", ("E",), False, date(2027, 2, 27)),
)


def _rows(table: str) -> Iterator[tuple[list[str], str]]:
    for line in table.strip().splitlines():
        place, _, codes = line.partition(":")
        for code in codes.split():
            yield place.split(), code


def _table() -> dict[str, AreaCode]:
    table = {each.code: each for each in _NOT_YET}
    for (state, zones), code in _rows(_UNITED_STATES):
        country = state if state in TERRITORIES else "US"
        table[code] = AreaCode(code, AreaCodeUse.GEOGRAPHIC, country, state, tuple(zones.split("/")))
    for (country,), code in _rows(_ABROAD):
        table[code] = AreaCode(code, AreaCodeUse.GEOGRAPHIC, country)
    for use, codes in _NOT_GEOGRAPHIC.items():
        for code in codes.split():
            table[code] = AreaCode(code, use, in_service=code != "822")
    return table


AREA_CODES: dict[str, AreaCode] = _table()
