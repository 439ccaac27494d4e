CREATE TABLE "consents" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text,
	"address_hash" text,
	"purpose" text NOT NULL,
	"channel" text NOT NULL,
	"text_id" text NOT NULL,
	"text_version" integer NOT NULL,
	"given" boolean NOT NULL,
	"how" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "message_events" (
	"id" text PRIMARY KEY NOT NULL,
	"message_id" text NOT NULL,
	"type" text NOT NULL,
	"reason" text,
	"vendor_event_id" text,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "message_events_vendor" UNIQUE("message_id","vendor_event_id")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text,
	"channel" text NOT NULL,
	"template" text NOT NULL,
	"purpose" text,
	"sealed_to" text,
	"to_hash" text NOT NULL,
	"sealed_content" text,
	"state" text DEFAULT 'queued' NOT NULL,
	"reason" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"vendor_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"not_before" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "notification_preferences" (
	"person_id" text NOT NULL,
	"event" text NOT NULL,
	"channel" text NOT NULL,
	"is_on" boolean NOT NULL,
	CONSTRAINT "notification_preferences_person_id_event_channel_pk" PRIMARY KEY("person_id","event","channel")
);
--> statement-breakpoint
CREATE TABLE "notification_settings" (
	"person_id" text PRIMARY KEY NOT NULL,
	"quiet_from" text,
	"quiet_to" text,
	"digest" text DEFAULT 'instant' NOT NULL,
	"last_digest_at" timestamp (3) with time zone,
	"sealed_phone" text,
	"phone_hash" text,
	"phone_confirmed_at" timestamp (3) with time zone,
	"phone_code_hash" text,
	"phone_code_expires_at" timestamp (3) with time zone,
	"phone_code_tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"event" text NOT NULL,
	"key" text NOT NULL,
	"data" jsonb NOT NULL,
	"is_shown" boolean DEFAULT true NOT NULL,
	"is_for_digest" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone,
	CONSTRAINT "notifications_key" UNIQUE("person_id","event","key")
);
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"channel" text NOT NULL,
	"address_hash" text NOT NULL,
	"scope" text NOT NULL,
	"reason" text NOT NULL,
	"message_id" text,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "suppressions_channel_address_hash_scope_pk" PRIMARY KEY("channel","address_hash","scope")
);
--> statement-breakpoint
ALTER TABLE "message_events" ADD CONSTRAINT "message_events_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consents_person" ON "consents" USING btree ("person_id","text_id","at","id");--> statement-breakpoint
CREATE INDEX "consents_address" ON "consents" USING btree ("address_hash","text_id","at","id");--> statement-breakpoint
CREATE INDEX "message_events_message" ON "message_events" USING btree ("message_id","at");--> statement-breakpoint
CREATE INDEX "messages_person" ON "messages" USING btree ("person_id","created_at","id");--> statement-breakpoint
CREATE INDEX "messages_vendor" ON "messages" USING btree ("vendor_id");--> statement-breakpoint
CREATE INDEX "messages_to" ON "messages" USING btree ("to_hash","created_at");--> statement-breakpoint
CREATE INDEX "messages_to_erase" ON "messages" USING btree ("created_at") WHERE sealed_content is not null or sealed_to is not null;--> statement-breakpoint
CREATE INDEX "notification_settings_phone" ON "notification_settings" USING btree ("phone_hash");--> statement-breakpoint
CREATE INDEX "notifications_newest" ON "notifications" USING btree ("person_id","created_at","id") WHERE is_shown;--> statement-breakpoint
CREATE INDEX "notifications_unread" ON "notifications" USING btree ("person_id") WHERE is_shown and read_at is null;--> statement-breakpoint
CREATE INDEX "notifications_digest" ON "notifications" USING btree ("person_id","created_at") WHERE is_for_digest;--> statement-breakpoint
-- What happened and what was said stays as it was written. Rows may go with the person they are about, and never change.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME; END $$;--> statement-breakpoint
CREATE TRIGGER consents_append_only BEFORE UPDATE ON "consents" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER message_events_append_only BEFORE UPDATE ON "message_events" FOR EACH ROW EXECUTE FUNCTION refuse_change();
