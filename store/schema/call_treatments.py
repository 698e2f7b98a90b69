"""What callers of a main number and of a number of nobody's meet; and which first steps an organisation set aside."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, PrimaryKeyConstraint, Table, Text

from store.schema.columns import access, metadata, moment, tenant, text

# id: the location's for its main number, the organisation's for its numbers that are assigned to nobody.
call_treatments = Table(
    "call_treatments",
    metadata,
    Column("id", Text, primary_key=True),
    tenant(),
    Column("location_id", Text, ForeignKey("locations.id")),
    text("treatment"),
    Column("person_id", Text, ForeignKey("people.id")),
    moment("chosen_at"),
    CheckConstraint(
        "CASE WHEN location_id IS NULL THEN treatment IN ('message', 'main_number', 'person') ELSE treatment IN ('person', 'menu') END",
        name="treatment",
    ),
    CheckConstraint("(treatment = 'person') = (person_id IS NOT NULL)", name="person"),
    Index("ix_call_treatments_organisation", "organisation_id"),
    Index("ix_call_treatments_person", "person_id"),
    info=access(),
)

set_asides = Table(
    "set_asides",
    metadata,
    tenant(),
    text("step"),
    moment("at"),
    text("actor"),
    PrimaryKeyConstraint("organisation_id", "step"),
    info=access(),
)
