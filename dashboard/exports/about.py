"""The description of the data set: names, publisher, contact, period.

The data package, DCAT, the feed and the data for search engines are written from it.
"""

import datetime as dt
from dataclasses import dataclass

from dashboard import config
from dashboard.db import queries
from dashboard.exports.blocks import Stamp
from dashboard.exports.provenance import stamp
from dashboard.i18n.catalogue import t
from dashboard.models.context import NEWEST, Context

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LICENCE_NAME = "CC-BY-4.0"


@dataclass(frozen=True, kw_only=True)
class About:
    """The data set at one date; texts by language."""

    stamp: Stamp
    first: dt.date
    title: dict[str, str]
    description: dict[str, str]
    keywords: dict[str, tuple[str, ...]]
    publisher: str
    publisher_address: str
    contact: str
    home: dict[str, str]

    @property
    def version(self) -> str:
        """The data version."""
        return self.stamp.data_version


def about(site: str, as_of: dt.date = NEWEST) -> About:
    """Return the data set as it was at a date; without a publisher in the settings, the site itself is one.

    `site` is its origin.
    """
    settings = config.settings()
    texts = {key: {lang: t(f"dataset.{key}", lang) for lang in config.LANGUAGES} for key in ("title", "description")}
    return About(
        stamp=stamp(Context(lang=config.DEFAULT_LANGUAGE, as_of=as_of)),
        first=queries.releases()[0],
        title=texts["title"],
        description=texts["description"],
        keywords={lang: tuple(t("dataset.keywords", lang).split("|")) for lang in config.LANGUAGES},
        publisher=settings.publisher or t("site.name", config.DEFAULT_LANGUAGE),
        publisher_address=settings.publisher_url or f"{site}/",
        contact=settings.contact_url or f"{site}{t('where.method', config.DEFAULT_LANGUAGE)}#mistake",
        home={lang: site + t("where.data", lang) for lang in config.LANGUAGES},
    )


def citation(dataset: About, lang: str) -> str:
    """Return how to cite the data set."""
    return t(
        "dataset.citation", lang, publisher=dataset.publisher, year=dataset.stamp.released.year, title=dataset.title[lang],
        version=dataset.version, link=dataset.home[lang],
    )  # fmt: skip
