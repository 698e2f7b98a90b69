"""Orders by a part of what they are called: an index of three letters each, as SQL after the tables and their walls.

An extension (pg_trgm) is not on every server. And under row-level security an index answers only for operators that are known to tell
nothing of a row (leakproof), of which none looks into a text. So a function looks in the owner's name, within the same walls: it names
orders of the transaction's tenants, or any for staff, and raises as they do when a transaction names nobody.
"""

# Made here and not with the table, for they are of what functions make of its columns.
INDEXES = ("ix_port_orders_threes", "ix_port_orders_ending")
_MINE = """((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
            AND (among IS NULL OR organisation_id = ANY (among))"""
_SAID = "'  ' || customer_reference || E'\\n  ' || losing_carrier"

# What many of the newest orders say is sooner found by reading those than by an index: NULL, which is also the answer for too many.
SEARCH = f"""\
CREATE FUNCTION portwright_threes(said text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN ARRAY(SELECT DISTINCT substr(lower(said), place, 3) FROM generate_series(1, length(lower(said)) - 2) AS place);

CREATE INDEX ix_port_orders_threes ON port_orders USING gin (portwright_threes({_SAID}));

CREATE INDEX ix_port_orders_ending ON port_orders (reverse(id) text_pattern_ops);

CREATE POLICY search ON port_orders FOR SELECT TO portwright_owner USING (true);

CREATE FUNCTION portwright_orders_saying(among text[], wanted text, ending text, most integer) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET plan_cache_mode = force_custom_plan
RETURN CASE
    WHEN (SELECT count(*) FROM (
            SELECT {_SAID} AS said FROM port_orders WHERE {_MINE}
            ORDER BY created_at DESC, id DESC LIMIT 200
        ) AS newest WHERE strpos(lower(said), lower(wanted)) > 0) >= 10 THEN NULL
    ELSE (SELECT CASE WHEN count(*) <= most THEN coalesce(array_agg(id), '{{}}') END FROM (
        (SELECT id FROM port_orders WHERE {_MINE}
            AND portwright_threes({_SAID}) @> portwright_threes(wanted) LIMIT most + 1)
        UNION
        (SELECT id FROM port_orders WHERE {_MINE}
            AND reverse(id) ~>=~ reverse(ending) AND reverse(id) ~<~ (reverse(ending) || '~') AND ending <> '' LIMIT most + 1)
    ) AS named)
END;

REVOKE EXECUTE ON FUNCTION portwright_orders_saying FROM PUBLIC;
GRANT EXECUTE ON FUNCTION portwright_orders_saying TO portwright_app;
"""
