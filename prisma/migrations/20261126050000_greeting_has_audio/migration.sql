-- Whoever sets a greeting type asks first whether it has audio; many rows at once are judged before they are locked, so that the audio may
-- go in between. Each query of this function sees what was committed until then.
CREATE FUNCTION "require_greeting_audio"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM greetings
        WHERE mailbox_id = NEW.id AND type = NEW.active_greeting_type AND current_version_id IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'mailbox % has no audio for its greeting %', NEW.id, NEW.active_greeting_type USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER "mailboxes_require_greeting_audio" BEFORE UPDATE OF "active_greeting_type" ON "mailboxes" FOR EACH ROW
    WHEN (NEW.active_greeting_type <> 'standard' AND NEW.active_greeting_type IS DISTINCT FROM OLD.active_greeting_type)
    EXECUTE FUNCTION "require_greeting_audio"();
