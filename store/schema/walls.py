"""Row-level security and grants: which rows and which deeds each database role has, as SQL after the tables."""

from collections.abc import Iterator

from sqlalchemy import Table

from store.schema.columns import metadata

ROLES = ("portwright_owner", "portwright_app", "portwright_system", "portwright_audit")
AUDIT_ROLE_MAY = {"audit": "SELECT, INSERT", "audit_anchors": "SELECT, INSERT", "organisations": "SELECT"}
TENANT_ROWS = "(SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[])"

# A setting made by set_config(…, true) is empty, not unset, once its transaction is over: both are an error.
FUNCTIONS = """\
CREATE FUNCTION portwright_setting(name text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    value text := current_setting(name, true);
BEGIN
    IF value IS NULL OR value = '' THEN
        RAISE EXCEPTION '% is not set in this transaction', name USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN value;
END $$;

CREATE FUNCTION portwright_tenants() RETURNS text[] LANGUAGE sql STABLE
    RETURN string_to_array(portwright_setting('portwright.tenants'), ',');

CREATE FUNCTION portwright_staff() RETURNS boolean LANGUAGE sql STABLE
    RETURN portwright_setting('portwright.staff') = 'on';

CREATE FUNCTION portwright_principal() RETURNS text LANGUAGE sql STABLE
    RETURN nullif(current_setting('portwright.principal', true), '');

CREATE FUNCTION portwright_credential() RETURNS bytea LANGUAGE sql STABLE
    RETURN decode(nullif(current_setting('portwright.credential', true), ''), 'hex');

CREATE FUNCTION portwright_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% may only grow', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION portwright_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    part text;
    said text := '';
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('audit/' || NEW.organisation_id, 0));
    SELECT seq + 1, hash INTO NEW.seq, NEW.previous_hash FROM audit
        WHERE organisation_id = NEW.organisation_id ORDER BY seq DESC LIMIT 1;
    IF NOT FOUND THEN
        NEW.seq := 1;
        NEW.previous_hash := decode(repeat('00', 32), 'hex');
    END IF;
    FOREACH part IN ARRAY ARRAY[
        NEW.organisation_id, NEW.seq::text, NEW.id, to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        NEW.actor, NEW.acting_for, NEW.action, NEW.subject, coalesce(encode(sha256(NEW.body_sealed), 'hex'), '')
    ] LOOP
        said := said || length(part) || ':' || part;
    END LOOP;
    NEW.hash := sha256(NEW.previous_hash || convert_to(said, 'UTF8'));
    RETURN NEW;
END $$;
"""


def walls() -> Iterator[str]:
    """All statements, in an order in which they can run on the bare tables."""
    yield FUNCTIONS
    for table in metadata.sorted_tables:
        yield from _table(table)
    yield "CREATE TRIGGER audit_is_chained BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION portwright_chain();\n"
    for name in ("audit", "audit_anchors", "facts"):
        yield (
            f"CREATE TRIGGER {name}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {name}\n"
            "    FOR EACH STATEMENT EXECUTE FUNCTION portwright_refuse_change();\n"
        )


def _table(table: Table) -> Iterator[str]:
    app, system, sees = table.info["app"], table.info["system"], table.info["sees"]
    rows = {"tenant": TENANT_ROWS, "all": "true"}.get(sees, sees)
    written = "true" if table.name in {"users", "sessions"} else rows
    yield f"GRANT {app} ON {table.name} TO portwright_app;\nGRANT {system} ON {table.name} TO portwright_system;\n"
    yield f"ALTER TABLE {table.name} ENABLE ROW LEVEL SECURITY;\nALTER TABLE {table.name} FORCE ROW LEVEL SECURITY;\n"
    yield f"CREATE POLICY app ON {table.name} TO portwright_app\n    USING ({rows})\n    WITH CHECK ({written});\n"
    yield f"CREATE POLICY system ON {table.name} TO portwright_system USING (true) WITH CHECK (true);\n"
    if deeds := AUDIT_ROLE_MAY.get(table.name):
        yield f"GRANT {deeds} ON {table.name} TO portwright_audit;\n"
        yield f"CREATE POLICY audit ON {table.name} TO portwright_audit USING (true) WITH CHECK (true);\n"
