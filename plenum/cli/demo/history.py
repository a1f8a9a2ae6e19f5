"""The past of the invented province: what was merged and renamed when the two levels began."""

from datetime import date

from plenum.directory.enums import Level, SuccessionKind, System
from plenum.directory.models import FormerName, Organisation, Succession

#: The last day before the two levels.
LAST_DAY = date(2025, 6, 30)
FIRST_DAY = date(2025, 7, 1)


def tell_history(organisations: dict[str, Organisation]) -> None:
    """Two commissions merged into one, a department renamed: their old documents still show the old names."""
    committee, merged = organisations["TU/Lam Giang"], organisations["BTGDVTU/Lam Giang"]
    closed = [
        _closed("BTGTU", "Ban Tuyên giáo Tỉnh ủy Lam Giang", "Ban Tuyên giáo Tỉnh ủy", committee),
        _closed("BDVTU", "Ban Dân vận Tỉnh ủy Lam Giang", "Ban Dân vận Tỉnh ủy", committee),
    ]
    Organisation.objects.bulk_create(closed)
    Succession.objects.bulk_create(
        Succession(predecessor=body, successor=merged, kind=SuccessionKind.MERGER, on=FIRST_DAY) for body in closed
    )
    environment = organisations["SNNMT/Lam Giang"]
    FormerName.objects.create(
        organisation=environment,
        name="Sở Nông nghiệp và Phát triển nông thôn Lam Giang",
        short_name="Sở Nông nghiệp và PTNT",
        symbol="SNN&PTNT",
        valid_from=date(2020, 1, 1),
        valid_to=LAST_DAY,
    )


def _closed(symbol: str, name: str, short_name: str, parent: Organisation) -> Organisation:
    body = Organisation(
        code=f"000.{symbol}.H99",
        name=name,
        short_name=short_name,
        symbol=symbol,
        system=System.PARTY,
        level=Level.PROVINCE,
        parent=parent,
        place="Lam Giang",
        valid_from=date(2020, 1, 1),
        valid_to=LAST_DAY,
    )
    body.fill_keys()
    return body
