"""Triggers that keep the trees trees, also when two moves meet."""

import pgtrigger

#: Key of the advisory lock that every change of a tree takes: moves wait for one another.
TREE_LOCK = 7_301


def no_cycle(table: str, name: str, check: str = "") -> pgtrigger.Trigger:
    """A trigger that refuses a parent among the row's own descendants; ``check`` is further PL/pgSQL on NEW."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("parent_id"),  # type: ignore[no-untyped-call]
        condition=pgtrigger.Q(new__parent__isnull=False),
        func=f"""
            PERFORM pg_advisory_xact_lock({TREE_LOCK});
            {check}
            IF EXISTS (
                WITH RECURSIVE above(id, parent_id) AS (
                    SELECT id, parent_id FROM {table} WHERE id = NEW.parent_id
                    UNION
                    SELECT up.id, up.parent_id FROM {table} up JOIN above ON up.id = above.parent_id
                )
                SELECT 1 FROM above WHERE id = NEW.id
            ) THEN
                RAISE EXCEPTION '{name}' USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
            END IF;
            RETURN NEW;
        """,  # noqa: S608 - names of our own tables, written in the models
    )
