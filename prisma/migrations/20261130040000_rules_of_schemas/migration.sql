-- The rules of the application's schemas (lib/*/schema.ts) that the database did not know yet. Functions of one expression are put in its
-- place by the planner, so that they cost what the expression costs. Patterns without counted repetition are three times as fast.

-- What plain-name.ts says of text in one line, and no blanks around it, as JavaScript's trim() knows them.
CREATE FUNCTION "is_plain_text"(text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT $1 !~ '[\u0001-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]|^[ \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF]|[ \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF]$'
$$;
-- The same without U+FFFD, which stands for a character that was lost.
CREATE FUNCTION "is_plain_name"(text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT $1 !~ '[\u0001-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFFFD]|^[ \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF]|[ \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF]$'
$$;
-- What template.ts says for certain: no <Name> that is no token, and no token in another capitalisation. Slips of the pen are its judgement.
CREATE FUNCTION "has_known_tokens"(text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT $1 !~ '<(?!(?:CallerID|MailboxID|MsgPriority|MsgReceivedDate|UserEmail|UserPhone|VoicemailAccessURL|VoicemailAccessNumber)>)[A-Z][A-Za-z0-9_-]{0,60}>'
        AND regexp_count($1, '<(?:CallerID|MailboxID|MsgPriority|MsgReceivedDate|UserEmail|UserPhone|VoicemailAccessURL|VoicemailAccessNumber)>')
          = regexp_count($1, '<(?:CallerID|MailboxID|MsgPriority|MsgReceivedDate|UserEmail|UserPhone|VoicemailAccessURL|VoicemailAccessNumber)>', 1, 'i')
$$;

-- Names of before are mended where they break a rule, as every later change of their row would be refused, bulk edits and imports among
-- them. Marks that turn the writing go, control characters become a blank, a lost character and a name of which nothing is left become a
-- question mark. The audit log keeps each name as it was.
CREATE FUNCTION pg_temp.mended_text(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT regexp_replace(
        regexp_replace(regexp_replace($1, '[\u202A-\u202E\u2066-\u2069]', '', 'g'), '[\u0001-\u001F\u007F-\u009F]+', ' ', 'g'),
        '^[ \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF]+|[ \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF]+$', '', 'g')
$$;
CREATE FUNCTION pg_temp.mended_name(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN name = '' THEN '?' WHEN name IN ('/d', '/D') THEN '"' || name || '"' ELSE name END
    FROM (SELECT regexp_replace(pg_temp.mended_text($1), '\uFFFD', '?', 'g') AS name) AS plain
$$;

WITH "wrong" AS (SELECT "id", "name" AS "was" FROM "tenants" WHERE NOT "is_plain_name"("name")),
"mended" AS (
    UPDATE "tenants" SET "name" = pg_temp.mended_name("was"), "version" = "version" + 1, "updated_at" = now()
    FROM "wrong" WHERE "wrong"."id" = "tenants"."id" RETURNING "tenants"."id", "was", "name")
INSERT INTO "audit_entries" ("actor_kind", "actor_name", "action", "entity_type", "entity_id", "tenant_id", "before", "after")
SELECT 'system', 'migration', 'tenant.update', 'tenant', "id", "id", jsonb_build_object('name', "was"), jsonb_build_object('name', "name") FROM "mended";

WITH "wrong" AS (
    SELECT "id", "owner" AS "was" FROM "mailboxes" WHERE NOT "is_plain_name"("owner") OR "owner" IN ('/d', '/D')),
"mended" AS (
    UPDATE "mailboxes" SET "owner" = pg_temp.mended_name("was"), "version" = "version" + 1, "updated_at" = now()
    FROM "wrong" WHERE "wrong"."id" = "mailboxes"."id" RETURNING "mailboxes"."id", "tenant_id", "was", "owner")
INSERT INTO "audit_entries" ("actor_kind", "actor_name", "action", "entity_type", "entity_id", "tenant_id", "before", "after")
SELECT 'system', 'migration', 'mailbox.update', 'mailbox', "id"::text, "tenant_id", jsonb_build_object('owner', "was"),
    jsonb_build_object('owner', "owner") FROM "mended";

-- Two names of profiles may be one without their marks: the later one gets a number.
DO $$
DECLARE
    profile record;
    wanted text;
    free text;
    attempt int;
BEGIN
    FOR profile IN SELECT id, tenant_id, name FROM voicemail_profiles WHERE NOT is_plain_name(name) OR name IN ('/d', '/D') ORDER BY id LOOP
        wanted := pg_temp.mended_name(profile.name);
        free := wanted;
        attempt := 1;
        WHILE lower(free) = 'systemprofile' OR EXISTS (
            SELECT 1 FROM voicemail_profiles p WHERE p.tenant_id = profile.tenant_id AND p.id <> profile.id AND lower(p.name) = lower(free)
        ) LOOP
            attempt := attempt + 1;
            free := left(wanted, 70) || ' (' || attempt || ')';
        END LOOP;
        UPDATE voicemail_profiles SET name = free, version = version + 1, updated_at = now() WHERE id = profile.id;
        INSERT INTO audit_entries (actor_kind, actor_name, action, entity_type, entity_id, tenant_id, before, after)
        VALUES ('system', 'migration', 'voicemail-profile.update', 'voicemail-profile', profile.id::text, profile.tenant_id,
            jsonb_build_object('name', profile.name), jsonb_build_object('name', free));
    END LOOP;
END;
$$;

-- Settings of a dial plan may be none.
WITH "wrong" AS (
    SELECT "tenant_id" AS "of", to_jsonb("dial_plans") AS "was" FROM "dial_plans"
    WHERE NOT ("is_plain_name"("calling_profile") IS NOT FALSE AND "is_plain_name"("inbound_calling_profile") IS NOT FALSE
        AND "is_plain_name"("initial_fmfm_profile") IS NOT FALSE AND "is_plain_name"("reject_call_notready") IS NOT FALSE
        AND "is_plain_name"("routelist_list") IS NOT FALSE AND "is_plain_name"("switch_name") IS NOT FALSE)),
"mended" AS (
    UPDATE "dial_plans" SET "version" = "version" + 1, "updated_at" = now(),
        "calling_profile" = nullif(regexp_replace(pg_temp.mended_text("calling_profile"), '\uFFFD', '?', 'g'), ''),
        "inbound_calling_profile" = nullif(regexp_replace(pg_temp.mended_text("inbound_calling_profile"), '\uFFFD', '?', 'g'), ''),
        "initial_fmfm_profile" = nullif(regexp_replace(pg_temp.mended_text("initial_fmfm_profile"), '\uFFFD', '?', 'g'), ''),
        "reject_call_notready" = nullif(regexp_replace(pg_temp.mended_text("reject_call_notready"), '\uFFFD', '?', 'g'), ''),
        "routelist_list" = nullif(regexp_replace(pg_temp.mended_text("routelist_list"), '\uFFFD', '?', 'g'), ''),
        "switch_name" = nullif(regexp_replace(pg_temp.mended_text("switch_name"), '\uFFFD', '?', 'g'), '')
    FROM "wrong" WHERE "of" = "tenant_id" RETURNING "tenant_id", "was", to_jsonb("dial_plans") AS "is")
INSERT INTO "audit_entries" ("actor_kind", "actor_name", "action", "entity_type", "entity_id", "tenant_id", "before", "after")
SELECT 'system', 'migration', 'dial-plan.update', 'dial-plan', "tenant_id", "tenant_id",
    jsonb_build_object('callingProfile', "was" -> 'calling_profile', 'inboundCallingProfile', "was" -> 'inbound_calling_profile',
        'initialFmfmProfile', "was" -> 'initial_fmfm_profile', 'rejectCallNotReady', "was" -> 'reject_call_notready',
        'routelistList', "was" -> 'routelist_list', 'switchName', "was" -> 'switch_name'),
    jsonb_build_object('callingProfile', "is" -> 'calling_profile', 'inboundCallingProfile', "is" -> 'inbound_calling_profile',
        'initialFmfmProfile', "is" -> 'initial_fmfm_profile', 'rejectCallNotReady', "is" -> 'reject_call_notready',
        'routelistList', "is" -> 'routelist_list', 'switchName', "is" -> 'switch_name') FROM "mended";

-- The log has these names since the files came.
UPDATE "greeting_versions" SET "file_name" = coalesce(nullif(pg_temp.mended_text(regexp_replace("file_name", '[/\\\u200E\u200F]', '', 'g')), ''), 'greeting')
WHERE NOT "is_plain_text"("file_name") OR "file_name" ~ '[/\\\u200E\u200F]';
UPDATE "mailbox_imports" SET "file_name" = coalesce(nullif(pg_temp.mended_text(left("file_name", 255)), ''), 'unnamed')
WHERE NOT "is_plain_text"("file_name") OR length("file_name") NOT BETWEEN 1 AND 255;

-- What imports are still to write, and what they are still to give back.
UPDATE "mailbox_imports" SET "choices" = jsonb_set("choices", '{newOwner}', to_jsonb(pg_temp.mended_name("choices" ->> 'newOwner')))
WHERE NOT "is_plain_name"("choices" ->> 'newOwner') OR "choices" ->> 'newOwner' IN ('', '/d', '/D');
UPDATE "mailbox_import_rows" SET "owner" = pg_temp.mended_name("owner") WHERE NOT "is_plain_name"("owner") OR "owner" IN ('/d', '/D');
UPDATE "mailbox_import_rows" SET "before"[2] = pg_temp.mended_name("before"[2]) WHERE NOT "is_plain_name"("before"[2]) OR "before"[2] IN ('/d', '/D');

DROP FUNCTION pg_temp.mended_name(text);
DROP FUNCTION pg_temp.mended_text(text);

ALTER TABLE "tenants"
    DROP CONSTRAINT "tenants_name_check",
    ADD CONSTRAINT "tenants_name_check" CHECK (length("name") BETWEEN 1 AND 120 AND "is_plain_name"("name"));

ALTER TABLE "dial_plans"
    DROP CONSTRAINT "dial_plans_settings_check",
    ADD CONSTRAINT "dial_plans_calling_profile_check" CHECK (length("calling_profile") BETWEEN 1 AND 255 AND "is_plain_name"("calling_profile")),
    ADD CONSTRAINT "dial_plans_inbound_calling_profile_check" CHECK (
        length("inbound_calling_profile") BETWEEN 1 AND 255 AND "is_plain_name"("inbound_calling_profile")
    ),
    ADD CONSTRAINT "dial_plans_initial_fmfm_profile_check" CHECK (
        length("initial_fmfm_profile") BETWEEN 1 AND 255 AND "is_plain_name"("initial_fmfm_profile")
    ),
    ADD CONSTRAINT "dial_plans_reject_call_notready_check" CHECK (
        length("reject_call_notready") BETWEEN 1 AND 255 AND "is_plain_name"("reject_call_notready")
    ),
    ADD CONSTRAINT "dial_plans_routelist_list_check" CHECK (length("routelist_list") BETWEEN 1 AND 255 AND "is_plain_name"("routelist_list")),
    ADD CONSTRAINT "dial_plans_switch_name_check" CHECK (length("switch_name") BETWEEN 1 AND 255 AND "is_plain_name"("switch_name"));

ALTER TABLE "voicemail_profiles"
    DROP CONSTRAINT "voicemail_profiles_name_check",
    ADD CONSTRAINT "voicemail_profiles_name_check" CHECK (length("name") BETWEEN 1 AND 80 AND "is_plain_name"("name") AND "name" NOT IN ('/d', '/D'));

-- What the cells of a file mean by /d no owner is called. The number's rule is the one of before, said faster.
ALTER TABLE "mailboxes"
    DROP CONSTRAINT "mailboxes_number_check",
    ADD CONSTRAINT "mailboxes_number_check" CHECK (length("number") BETWEEN 1 AND 40 AND "number" !~ '[^0-9]'),
    DROP CONSTRAINT "mailboxes_owner_check",
    ADD CONSTRAINT "mailboxes_owner_check" CHECK (length("owner") BETWEEN 1 AND 120 AND "is_plain_name"("owner") AND "owner" NOT IN ('/d', '/D'));

ALTER TABLE "greeting_versions"
    DROP CONSTRAINT "greeting_versions_file_name_check",
    ADD CONSTRAINT "greeting_versions_file_name_check" CHECK (
        length("file_name") BETWEEN 1 AND 255 AND "is_plain_text"("file_name") AND "file_name" !~ '[/\\\u200E\u200F]'
    );

ALTER TABLE "mailbox_imports"
    ADD CONSTRAINT "mailbox_imports_file_name_check" CHECK (length("file_name") BETWEEN 1 AND 255 AND "is_plain_text"("file_name"));

-- What cannot be mended without making something up (a text with a token that does not exist, an address, a zone) stays as it is: where one
-- is found, its rule counts for new values only, and whoever saves that row next is told the field.
CREATE FUNCTION pg_temp.add_rule(of_table text, rule text, condition text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (%s) NOT VALID', of_table, rule, condition);
    EXECUTE format('ALTER TABLE %I VALIDATE CONSTRAINT %I', of_table, rule);
EXCEPTION WHEN check_violation THEN
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (%s) NOT VALID', of_table, rule, condition);
    RAISE WARNING 'table % has rows of before that break the rule %', of_table, rule;
END;
$$;
DO $$
BEGIN
    PERFORM pg_temp.add_rule('tenants', 'tenants_id_reserved_check', $c$ id <> 'history' $c$);
    PERFORM pg_temp.add_rule('tenants', 'tenants_portal_url_plain_check', $c$ portal_url ~ '^https?://[!-~]+$' AND portal_url !~ '^https?://[^/?#]*@' $c$);
    PERFORM pg_temp.add_rule('voicemail_profiles', 'voicemail_profiles_email_body_tokens_check', $c$ has_known_tokens(email_body) $c$);
    PERFORM pg_temp.add_rule('voicemail_profiles', 'voicemail_profiles_email_subject_tokens_check', $c$ has_known_tokens(email_subject) $c$);
    PERFORM pg_temp.add_rule('voicemail_profiles', 'voicemail_profiles_email_body_blank_check', $c$ email_body !~ '^[\u0009-\u000D \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF]*$' $c$);
    PERFORM pg_temp.add_rule('voicemail_profiles', 'voicemail_profiles_email_subject_line_check',
        $c$ email_subject !~ '[\u0001-\u001F\u007F]' AND email_subject !~ '^[\u0009-\u000D \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF]*$' $c$);
    PERFORM pg_temp.add_rule('voicemail_profiles', 'voicemail_profiles_email_from_address_plain_check',
        $c$ email_from_address ~ '^(?:[A-Za-z0-9_''+-]+[.])*[A-Za-z0-9_''+-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*[.])+[A-Za-z]{2,}$' $c$);
    PERFORM pg_temp.add_rule('voicemail_systems', 'voicemail_systems_time_zone_parts_check', $c$ time_zone !~ '//|/$' $c$);
    PERFORM pg_temp.add_rule('mailboxes', 'mailboxes_time_zone_parts_check', $c$ time_zone !~ '//|/$' $c$);
    PERFORM pg_temp.add_rule('mailbox_imports', 'mailbox_imports_size_check', $c$ size_bytes BETWEEN 0 AND 536870912 $c$);
    PERFORM pg_temp.add_rule('mailbox_imports', 'mailbox_imports_parts_check', $c$ parts BETWEEN 0 AND 10000 $c$);
    PERFORM pg_temp.add_rule('mailbox_imports', 'mailbox_imports_received_check', $c$ received_bytes BETWEEN 0 AND size_bytes $c$);
    PERFORM pg_temp.add_rule('mailbox_imports', 'mailbox_imports_undo_rows_check', $c$ cardinality(undo_rows) <= 1000 AND 1 <= ALL (undo_rows) $c$);
    PERFORM pg_temp.add_rule('mailbox_imports', 'mailbox_imports_choices_check', $c$
        choices ->> 'encoding' IN ('utf-8', 'utf-16le', 'utf-16be', 'windows-1252') IS NOT FALSE
        AND choices ->> 'delimiter' IN (',', ';', E'\t') IS NOT FALSE
        AND (length(choices ->> 'newOwner') BETWEEN 1 AND 120 AND is_plain_name(choices ->> 'newOwner') AND choices ->> 'newOwner' NOT IN ('/d', '/D')) IS NOT FALSE $c$);
    PERFORM pg_temp.add_rule('import_mappings', 'import_mappings_key_check', $c$ length(key) BETWEEN 1 AND 200 OR (kind = 'profile' AND key <> '') $c$);
    PERFORM pg_temp.add_rule('import_mappings', 'import_mappings_field_check', $c$ field IN ('number', 'activeGreetingType', 'outputPhoneNumber', 'locale',
        'timeZone', 'maxMessageCount', 'maxDurationSeconds', 'profile', 'type', 'owner', 'action') $c$);
    PERFORM pg_temp.add_rule('bulk_edits', 'bulk_edits_previewed_total_check', $c$ previewed_total BETWEEN 0 AND 100000000 $c$);
END;
$$;
DROP FUNCTION pg_temp.add_rule(text, text, text);
