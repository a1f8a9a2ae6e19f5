"""What was written stays: UPDATE, DELETE and TRUNCATE of an event raise, for everybody, and a head only moves on."""

from django.db import migrations

PROTECT = """
CREATE FUNCTION audit_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The record of acts is never changed: % on % is refused.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_event_is_never_changed BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_event_stays();
CREATE TRIGGER audit_event_is_never_emptied BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_event_stays();

CREATE TRIGGER audit_head_is_never_deleted BEFORE DELETE ON audit_head
    FOR EACH ROW EXECUTE FUNCTION audit_event_stays();
CREATE TRIGGER audit_head_is_never_emptied BEFORE TRUNCATE ON audit_head
    FOR EACH STATEMENT EXECUTE FUNCTION audit_event_stays();
CREATE TRIGGER audit_head_moves_on_by_one BEFORE UPDATE ON audit_head
    FOR EACH ROW WHEN (NEW.chain <> OLD.chain OR NEW.seq <> OLD.seq + 1)
    EXECUTE FUNCTION audit_event_stays();

-- An update in place keeps the one row of a head on its page (no index covers what changes).
ALTER TABLE audit_head SET (fillfactor = 50);
"""

RELEASE = """
DROP TRIGGER audit_head_moves_on_by_one ON audit_head;
DROP TRIGGER audit_head_is_never_emptied ON audit_head;
DROP TRIGGER audit_head_is_never_deleted ON audit_head;
DROP TRIGGER audit_event_is_never_emptied ON audit_event;
DROP TRIGGER audit_event_is_never_changed ON audit_event;
DROP FUNCTION audit_event_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunSQL(PROTECT, RELEASE)]
