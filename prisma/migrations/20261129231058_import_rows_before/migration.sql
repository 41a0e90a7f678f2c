-- Half the size of the objects it held, and quicker to write: a million rows are read and written once each.
ALTER TABLE "mailbox_import_rows" ALTER COLUMN "before" TYPE TEXT[] USING CASE WHEN "before" IS NOT NULL THEN ARRAY[
    "before" ->> 'type', "before" ->> 'owner', "before" ->> 'active_greeting_type', "before" ->> 'output_phone_number', "before" ->> 'locale',
    "before" ->> 'time_zone', "before" ->> 'max_message_count', "before" ->> 'max_duration_seconds', "before" ->> 'profile_id'] END;
-- Every row is given its result once. With room for that on its page, no index has to be told.
ALTER TABLE "mailbox_import_rows" SET (fillfactor = 50);
