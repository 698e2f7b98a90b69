import psycopg
import pytest

from tests.stack import PostgresStack


def libpq(url: str) -> str:
    return url.replace("+psycopg", "")


def test_each_role_reaches_its_database_and_none_is_above_row_security(postgres: PostgresStack) -> None:
    for role, url in postgres.urls.items():
        with psycopg.connect(libpq(url)) as connection:
            row = connection.execute("select current_user, rolsuper, rolbypassrls from pg_roles where rolname = current_user").fetchone()
        assert row == (f"portwright_{role}", False, False)


def test_a_wrong_password_is_refused(postgres: PostgresStack) -> None:
    url = libpq(postgres.urls["app"]).replace(postgres.server.password("portwright_app"), "guess")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url)


def test_what_was_committed_outlives_a_kill(postgres: PostgresStack) -> None:
    with postgres.database() as urls:
        owner = libpq(urls["owner"])
        with psycopg.connect(owner) as connection:
            connection.execute("create table kept as select 1 as one")
        postgres.running.kill()
        postgres.running.start()
        with psycopg.connect(owner) as connection:
            assert connection.execute("select one from kept").fetchone() == (1,)


def test_a_pid_file_that_names_a_stranger_does_not_stop_the_start(postgres: PostgresStack) -> None:
    postgres.running.kill()
    (postgres.server.folder / "postmaster.pid").write_text("1\n")
    postgres.running.start()


def test_a_second_provisioning_changes_nothing(postgres: PostgresStack) -> None:
    postgres.server.provision()
    with psycopg.connect(libpq(postgres.urls["owner"])) as connection:
        assert connection.execute("select 1").fetchone() == (1,)


def test_a_database_is_copied_from_its_template(postgres: PostgresStack) -> None:
    postgres.server.provision("portwright_template")
    with psycopg.connect(libpq(postgres.server.url("owner", "portwright_template"))) as connection:
        connection.execute("create table copied as select 7 as seven")
    with postgres.database("portwright_template") as urls, psycopg.connect(libpq(urls["owner"])) as connection:
        assert connection.execute("select seven from copied").fetchone() == (7,)
    postgres.server.drop("portwright_template")
