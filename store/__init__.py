"""PostgreSQL: schema, migrations and the queries over facts, orders, lines, inventory, ledger and audit."""
