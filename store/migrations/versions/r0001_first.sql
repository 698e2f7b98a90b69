CREATE TABLE notices (
	notice_id TEXT NOT NULL, 
	arrival BIGINT GENERATED ALWAYS AS IDENTITY, 
	carrier TEXT NOT NULL, 
	carrier_reference TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	body JSONB NOT NULL, 
	happened_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	received_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	stream TEXT, 
	organisation_id TEXT, 
	CONSTRAINT pk_notices PRIMARY KEY (notice_id)
);

CREATE INDEX ix_notices_parked ON notices (carrier, carrier_reference, arrival) WHERE stream IS NULL;

CREATE INDEX ix_notices_stream ON notices (stream, arrival) WHERE stream IS NOT NULL;

CREATE TABLE organisations (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	standing TEXT NOT NULL, 
	rehearsal BOOLEAN NOT NULL, 
	language TEXT NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_organisations PRIMARY KEY (id), 
	CONSTRAINT ck_organisations_kind CHECK (kind IN ('customer', 'partner', 'staff')), 
	CONSTRAINT ck_organisations_standing CHECK (standing IN ('trial', 'paid'))
);

CREATE TABLE portability_cache (
	number TEXT NOT NULL, 
	carrier TEXT NOT NULL, 
	verdict JSONB NOT NULL, 
	checked_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_portability_cache PRIMARY KEY (number, carrier)
);

CREATE INDEX ix_portability_cache_age ON portability_cache (checked_at);

CREATE TABLE rate_counters (
	bucket TEXT NOT NULL, 
	window_start TIMESTAMP WITH TIME ZONE NOT NULL, 
	count INTEGER NOT NULL, 
	CONSTRAINT pk_rate_counters PRIMARY KEY (bucket, window_start)
);

CREATE INDEX ix_rate_counters_window ON rate_counters (window_start);

CREATE TABLE retention_runs (
	day DATE NOT NULL, 
	started_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	finished_at TIMESTAMP WITH TIME ZONE, 
	deleted JSONB DEFAULT '{}' NOT NULL, 
	CONSTRAINT pk_retention_runs PRIMARY KEY (day)
);

CREATE TABLE watch_cursors (
	carrier TEXT NOT NULL, 
	cursor TEXT NOT NULL, 
	watched_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_watch_cursors PRIMARY KEY (carrier)
);

CREATE TABLE acceptances (
	id TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	version TEXT NOT NULL, 
	text_hash BYTEA NOT NULL, 
	order_id TEXT DEFAULT '' NOT NULL, 
	user_id TEXT NOT NULL, 
	acting_for TEXT NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_acceptances PRIMARY KEY (id), 
	CONSTRAINT ck_acceptances_kind CHECK (kind IN ('declaration', 'terms', 'addendum')), 
	CONSTRAINT uq_acceptances_organisation_id_kind_version_order_id UNIQUE (organisation_id, kind, version, order_id), 
	CONSTRAINT fk_acceptances_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_acceptances_order ON acceptances (order_id);

CREATE TABLE attempts (
	request_key TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	stream TEXT NOT NULL, 
	carrier TEXT NOT NULL, 
	state TEXT DEFAULT 'prepared' NOT NULL, 
	attempt INTEGER DEFAULT '0' NOT NULL, 
	deadline TIMESTAMP WITH TIME ZONE, 
	receipt JSONB, 
	error TEXT DEFAULT '' NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	CONSTRAINT pk_attempts PRIMARY KEY (request_key), 
	CONSTRAINT ck_attempts_state CHECK (state IN ('prepared', 'sending', 'done', 'refused', 'unknown')), 
	CONSTRAINT fk_attempts_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_attempts_organisation ON attempts (organisation_id);

CREATE INDEX ix_attempts_stream ON attempts (stream);

CREATE INDEX ix_attempts_unfinished ON attempts (deadline) WHERE state IN ('sending', 'unknown');

CREATE TABLE audit (
	organisation_id TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	recorded_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	actor TEXT NOT NULL, 
	acting_for TEXT NOT NULL, 
	action TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	body_sealed BYTEA, 
	previous_hash BYTEA NOT NULL, 
	hash BYTEA NOT NULL, 
	CONSTRAINT pk_audit PRIMARY KEY (organisation_id, seq), 
	CONSTRAINT uq_audit_id UNIQUE (id), 
	CONSTRAINT fk_audit_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_audit_subject ON audit (organisation_id, subject, seq);

CREATE TABLE audit_anchors (
	organisation_id TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	hash BYTEA NOT NULL, 
	anchored_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	CONSTRAINT pk_audit_anchors PRIMARY KEY (organisation_id, seq), 
	CONSTRAINT fk_audit_anchors_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE TABLE billing_events (
	id BIGINT GENERATED ALWAYS AS IDENTITY, 
	organisation_id TEXT NOT NULL, 
	number TEXT NOT NULL, 
	assignment_key TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	amount_cents INTEGER NOT NULL, 
	CONSTRAINT pk_billing_events PRIMARY KEY (id), 
	CONSTRAINT uq_billing_events_number_assignment_key_kind UNIQUE (number, assignment_key, kind), 
	CONSTRAINT fk_billing_events_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_billing_events_organisation ON billing_events (organisation_id, at);

CREATE TABLE clock_jumps (
	id BIGINT GENERATED ALWAYS AS IDENTITY, 
	organisation_id TEXT NOT NULL, 
	seconds BIGINT NOT NULL, 
	offset_seconds BIGINT NOT NULL, 
	actor TEXT NOT NULL, 
	recorded_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	CONSTRAINT pk_clock_jumps PRIMARY KEY (id), 
	CONSTRAINT ck_clock_jumps_forward CHECK (seconds > 0), 
	CONSTRAINT fk_clock_jumps_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_clock_jumps_organisation ON clock_jumps (organisation_id, id);

CREATE TABLE commands (
	id TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	stream TEXT NOT NULL, 
	name TEXT NOT NULL, 
	payload JSONB NOT NULL, 
	actor TEXT NOT NULL, 
	acting_for TEXT NOT NULL, 
	state TEXT DEFAULT 'accepted' NOT NULL, 
	answer JSONB, 
	asked_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	answered_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_commands PRIMARY KEY (id), 
	CONSTRAINT ck_commands_state CHECK (state IN ('accepted', 'done', 'refused')), 
	CONSTRAINT fk_commands_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_commands_organisation ON commands (organisation_id, asked_at);

CREATE INDEX ix_commands_stream ON commands (stream, asked_at);

CREATE TABLE deliveries (
	id TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	message TEXT NOT NULL, 
	message_key TEXT NOT NULL, 
	order_id TEXT DEFAULT '' NOT NULL, 
	stream TEXT DEFAULT '' NOT NULL, 
	seq INTEGER DEFAULT '0' NOT NULL, 
	user_id TEXT DEFAULT '' NOT NULL, 
	person_id TEXT DEFAULT '' NOT NULL, 
	address_sealed BYTEA, 
	language TEXT DEFAULT '' NOT NULL, 
	data JSONB DEFAULT '{}' NOT NULL, 
	data_sealed BYTEA, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	state TEXT DEFAULT 'waiting' NOT NULL, 
	tries INTEGER DEFAULT '0' NOT NULL, 
	next_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	sent_at TIMESTAMP WITH TIME ZONE, 
	last_error TEXT DEFAULT '' NOT NULL, 
	copy_sealed BYTEA, 
	endpoint_id TEXT DEFAULT '' NOT NULL, 
	event_id TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_deliveries PRIMARY KEY (id), 
	CONSTRAINT uq_deliveries_message_key UNIQUE (message_key), 
	CONSTRAINT ck_deliveries_channel CHECK (channel IN ('mail', 'webhook')), 
	CONSTRAINT ck_deliveries_state CHECK (state IN ('waiting', 'sent', 'dead')), 
	CONSTRAINT fk_deliveries_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_deliveries_endpoint ON deliveries (endpoint_id, at, id) WHERE channel = 'webhook';

CREATE INDEX ix_deliveries_endpoint_waiting ON deliveries (endpoint_id, next_at, id) WHERE state = 'waiting' AND channel = 'webhook';

CREATE INDEX ix_deliveries_logged ON deliveries (next_at) WHERE channel = 'webhook' AND state <> 'waiting';

CREATE INDEX ix_deliveries_order ON deliveries (order_id);

CREATE INDEX ix_deliveries_organisation ON deliveries (organisation_id, at, id);

CREATE INDEX ix_deliveries_waiting ON deliveries (channel, next_at, id) WHERE state = 'waiting';

CREATE TABLE facts (
	stream TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	organisation_id TEXT NOT NULL, 
	order_id TEXT NOT NULL, 
	position BIGINT GENERATED ALWAYS AS IDENTITY, 
	kind TEXT NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	recorded_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	actor TEXT NOT NULL, 
	acting_for TEXT NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	data JSONB NOT NULL, 
	hash BYTEA NOT NULL, 
	CONSTRAINT pk_facts PRIMARY KEY (stream, seq), 
	CONSTRAINT ck_facts_seq CHECK (seq > 0), 
	CONSTRAINT fk_facts_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_facts_order ON facts (order_id, position);

CREATE INDEX ix_facts_organisation ON facts (organisation_id, position);

CREATE TABLE idempotency_keys (
	principal TEXT NOT NULL, 
	route TEXT NOT NULL, 
	key TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	body_hash BYTEA NOT NULL, 
	state TEXT DEFAULT 'running' NOT NULL, 
	status INTEGER, 
	response_sealed BYTEA, 
	started_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_idempotency_keys PRIMARY KEY (principal, route, key), 
	CONSTRAINT ck_idempotency_keys_state CHECK (state IN ('running', 'done')), 
	CONSTRAINT fk_idempotency_keys_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_idempotency_keys_expiry ON idempotency_keys (expires_at);

CREATE TABLE locations (
	id TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	pstn_option TEXT DEFAULT 'none' NOT NULL, 
	plan_enabled_at TIMESTAMP WITH TIME ZONE, 
	contact_sealed BYTEA, 
	emergency_address_sealed BYTEA, 
	time_zone TEXT NOT NULL, 
	main_number TEXT DEFAULT '' NOT NULL, 
	site_code TEXT DEFAULT '' NOT NULL, 
	extension_length INTEGER DEFAULT '4' NOT NULL, 
	route_partition TEXT DEFAULT 'onNetRemote' NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_locations PRIMARY KEY (id), 
	CONSTRAINT ck_locations_pstn_option CHECK (pstn_option IN ('calling_plan', 'cloud_connected', 'premises', 'none')), 
	CONSTRAINT fk_locations_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_locations_organisation ON locations (organisation_id, name);

CREATE TABLE organisation_clocks (
	organisation_id TEXT NOT NULL, 
	offset_seconds BIGINT NOT NULL, 
	CONSTRAINT pk_organisation_clocks PRIMARY KEY (organisation_id), 
	CONSTRAINT ck_organisation_clocks_offset CHECK (offset_seconds >= 0), 
	CONSTRAINT fk_organisation_clocks_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE TABLE partnerships (
	partner_id TEXT NOT NULL, 
	customer_id TEXT NOT NULL, 
	since TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_partnerships PRIMARY KEY (partner_id, customer_id), 
	CONSTRAINT fk_partnerships_partner_id FOREIGN KEY(partner_id) REFERENCES organisations (id), 
	CONSTRAINT fk_partnerships_customer_id FOREIGN KEY(customer_id) REFERENCES organisations (id)
);

CREATE INDEX ix_partnerships_customer ON partnerships (customer_id);

CREATE TABLE relay (
	id BIGINT GENERATED ALWAYS AS IDENTITY, 
	organisation_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	target TEXT NOT NULL, 
	key TEXT NOT NULL, 
	payload JSONB NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	next_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tries INTEGER DEFAULT '0' NOT NULL, 
	last_error TEXT DEFAULT '' NOT NULL, 
	done_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_relay PRIMARY KEY (id), 
	CONSTRAINT ck_relay_kind CHECK (kind IN ('start', 'notice', 'command', 'clock')), 
	CONSTRAINT uq_relay_target_kind_key UNIQUE (target, kind, key), 
	CONSTRAINT fk_relay_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_relay_done ON relay (done_at) WHERE done_at IS NOT NULL;

CREATE INDEX ix_relay_next ON relay (id) WHERE done_at IS NULL;

CREATE INDEX ix_relay_pending ON relay (target, id) WHERE done_at IS NULL;

CREATE TABLE secrets (
	id TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	owner_table TEXT NOT NULL, 
	owner_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	sealed BYTEA NOT NULL, 
	delete_after TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_secrets PRIMARY KEY (id), 
	CONSTRAINT uq_secrets_owner_table_owner_id_name UNIQUE (owner_table, owner_id, name), 
	CONSTRAINT fk_secrets_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_secrets_delete_after ON secrets (delete_after);

CREATE TABLE set_asides (
	organisation_id TEXT NOT NULL, 
	step TEXT NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	actor TEXT NOT NULL, 
	CONSTRAINT pk_set_asides PRIMARY KEY (organisation_id, step), 
	CONSTRAINT fk_set_asides_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE TABLE sign_on (
	organisation_id TEXT NOT NULL, 
	slug TEXT NOT NULL, 
	slug_key BYTEA NOT NULL, 
	issuer TEXT NOT NULL, 
	client_id TEXT NOT NULL, 
	secret_sealed BYTEA, 
	domains TEXT[] NOT NULL, 
	domain_keys BYTEA[] NOT NULL, 
	demanded TEXT DEFAULT 'nobody' NOT NULL, 
	enabled BOOLEAN NOT NULL, 
	changed_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_sign_on PRIMARY KEY (organisation_id), 
	CONSTRAINT ck_sign_on_demanded CHECK (demanded IN ('nobody', 'members', 'everybody')), 
	CONSTRAINT fk_sign_on_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT uq_sign_on_slug_key UNIQUE (slug_key)
);

CREATE INDEX ix_sign_on_domains ON sign_on USING gin (domain_keys);

CREATE TABLE sign_on_attempts (
	state_hash BYTEA NOT NULL, 
	organisation_id TEXT NOT NULL, 
	visit_hash BYTEA NOT NULL, 
	issuer TEXT NOT NULL, 
	back TEXT DEFAULT '' NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	used_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_sign_on_attempts PRIMARY KEY (state_hash), 
	CONSTRAINT fk_sign_on_attempts_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_sign_on_attempts_expiry ON sign_on_attempts (expires_at);

CREATE INDEX ix_sign_on_attempts_organisation ON sign_on_attempts (organisation_id);

CREATE TABLE tasks (
	id TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	order_id TEXT NOT NULL, 
	stream TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	key TEXT DEFAULT '' NOT NULL, 
	codes TEXT[] DEFAULT '{}' NOT NULL, 
	opened_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	due_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	closed_at TIMESTAMP WITH TIME ZONE, 
	closed_by TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_tasks PRIMARY KEY (id), 
	CONSTRAINT fk_tasks_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_tasks_due ON tasks (due_at, id) WHERE closed_at IS NULL;

CREATE INDEX ix_tasks_order ON tasks (order_id);

CREATE INDEX ix_tasks_organisation ON tasks (organisation_id, opened_at);

CREATE UNIQUE INDEX uq_tasks_open ON tasks (stream, kind, key) WHERE closed_at IS NULL;

CREATE TABLE tenant_keys (
	organisation_id TEXT NOT NULL, 
	key_id TEXT NOT NULL, 
	wrapped BYTEA NOT NULL, 
	master_key_id TEXT NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_tenant_keys PRIMARY KEY (organisation_id, key_id), 
	CONSTRAINT fk_tenant_keys_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_tenant_keys_master ON tenant_keys (master_key_id);

CREATE TABLE users (
	id TEXT NOT NULL, 
	home_id TEXT NOT NULL, 
	email_blind BYTEA NOT NULL, 
	email_sealed BYTEA, 
	name_sealed BYTEA, 
	password_hash TEXT DEFAULT '' NOT NULL, 
	language TEXT NOT NULL, 
	time_zone TEXT DEFAULT '' NOT NULL, 
	validated_at TIMESTAMP WITH TIME ZONE, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_users PRIMARY KEY (id), 
	CONSTRAINT fk_users_home_id FOREIGN KEY(home_id) REFERENCES organisations (id), 
	CONSTRAINT uq_users_email_blind UNIQUE (email_blind)
);

CREATE TABLE webhook_endpoints (
	id TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	host TEXT NOT NULL, 
	url_sealed BYTEA, 
	event_kinds TEXT[] NOT NULL, 
	secret_sealed BYTEA, 
	previous_secret_sealed BYTEA, 
	previous_until TIMESTAMP WITH TIME ZONE, 
	state TEXT DEFAULT 'active' NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	created_by TEXT NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	failing_since TIMESTAMP WITH TIME ZONE, 
	quiet_until TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_webhook_endpoints PRIMARY KEY (id), 
	CONSTRAINT ck_webhook_endpoints_state CHECK (state IN ('active', 'disabled')), 
	CONSTRAINT ck_webhook_endpoints_reason CHECK (reason IN ('', 'owner', 'gone', 'failing')), 
	CONSTRAINT fk_webhook_endpoints_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_webhook_endpoints_failing ON webhook_endpoints (failing_since) WHERE state = 'active' AND failing_since IS NOT NULL;

CREATE INDEX ix_webhook_endpoints_organisation ON webhook_endpoints (organisation_id, created_at, id);

CREATE TABLE api_tokens (
	id TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	user_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	token_hash BYTEA NOT NULL, 
	scopes TEXT[] NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	revoked_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_api_tokens PRIMARY KEY (id), 
	CONSTRAINT fk_api_tokens_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_api_tokens_user_id FOREIGN KEY(user_id) REFERENCES users (id), 
	CONSTRAINT uq_api_tokens_token_hash UNIQUE (token_hash)
);

CREATE INDEX ix_api_tokens_organisation ON api_tokens (organisation_id, created_at);

CREATE TABLE calendar_feeds (
	id TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	user_id TEXT NOT NULL, 
	token_hash BYTEA NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	revoked_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_calendar_feeds PRIMARY KEY (id), 
	CONSTRAINT fk_calendar_feeds_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_calendar_feeds_user_id FOREIGN KEY(user_id) REFERENCES users (id), 
	CONSTRAINT uq_calendar_feeds_token_hash UNIQUE (token_hash)
);

CREATE INDEX ix_calendar_feeds_organisation ON calendar_feeds (organisation_id);

CREATE INDEX ix_calendar_feeds_user ON calendar_feeds (user_id, organisation_id);

CREATE TABLE inventory (
	number TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	location_id TEXT NOT NULL, 
	state TEXT NOT NULL, 
	source TEXT NOT NULL, 
	carrier TEXT NOT NULL, 
	order_id TEXT NOT NULL, 
	activated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	emergency_address_sealed BYTEA, 
	own_address_ended_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_inventory PRIMARY KEY (number), 
	CONSTRAINT ck_inventory_state CHECK (state IN ('active', 'leaving', 'left')), 
	CONSTRAINT ck_inventory_source CHECK (source IN ('ported', 'ordered')), 
	CONSTRAINT fk_inventory_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_inventory_location_id FOREIGN KEY(location_id) REFERENCES locations (id)
);

CREATE INDEX ix_inventory_location ON inventory (location_id, number);

CREATE INDEX ix_inventory_organisation ON inventory (organisation_id, number);

CREATE TABLE kept_forms (
	id TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	user_id TEXT NOT NULL, 
	path TEXT NOT NULL, 
	fields_sealed BYTEA, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_kept_forms PRIMARY KEY (id), 
	CONSTRAINT fk_kept_forms_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_kept_forms_user_id FOREIGN KEY(user_id) REFERENCES users (id)
);

CREATE INDEX ix_kept_forms_expiry ON kept_forms (expires_at);

CREATE INDEX ix_kept_forms_organisation ON kept_forms (organisation_id);

CREATE INDEX ix_kept_forms_user ON kept_forms (user_id, expires_at);

CREATE TABLE memberships (
	user_id TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	role TEXT NOT NULL, 
	account_manager BOOLEAN DEFAULT 'false' NOT NULL, 
	since TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_memberships PRIMARY KEY (user_id, organisation_id), 
	CONSTRAINT fk_memberships_user_id FOREIGN KEY(user_id) REFERENCES users (id), 
	CONSTRAINT fk_memberships_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_memberships_organisation ON memberships (organisation_id, role);

CREATE TABLE one_time_codes (
	id TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	purpose TEXT NOT NULL, 
	code_hash BYTEA NOT NULL, 
	user_id TEXT, 
	subject TEXT DEFAULT '' NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	attempts INTEGER DEFAULT '0' NOT NULL, 
	used_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_one_time_codes PRIMARY KEY (id), 
	CONSTRAINT ck_one_time_codes_purpose CHECK (purpose IN ('activation', 'welcome', 'invitation', 'reset', 'sign')), 
	CONSTRAINT fk_one_time_codes_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_one_time_codes_user_id FOREIGN KEY(user_id) REFERENCES users (id)
);

CREATE INDEX ix_one_time_codes_hash ON one_time_codes (code_hash);

CREATE INDEX ix_one_time_codes_subject ON one_time_codes (organisation_id, subject, purpose);

CREATE INDEX ix_one_time_codes_user ON one_time_codes (user_id, purpose);

CREATE TABLE people (
	id TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	location_id TEXT NOT NULL, 
	name_sealed BYTEA, 
	email_sealed BYTEA, 
	email_blind BYTEA, 
	extension TEXT, 
	number TEXT, 
	waiting_number TEXT, 
	user_id TEXT, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	invited_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_people PRIMARY KEY (id), 
	CONSTRAINT uq_people_location_id_extension UNIQUE (location_id, extension), 
	CONSTRAINT uq_people_number UNIQUE (number), 
	CONSTRAINT uq_people_organisation_id_waiting_number UNIQUE (organisation_id, waiting_number), 
	CONSTRAINT fk_people_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_people_location_id FOREIGN KEY(location_id) REFERENCES locations (id), 
	CONSTRAINT fk_people_user_id FOREIGN KEY(user_id) REFERENCES users (id)
);

CREATE INDEX ix_people_organisation ON people (organisation_id, location_id, created_at, id);

CREATE TABLE port_orders (
	id TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	location_id TEXT, 
	draft_state TEXT NOT NULL, 
	revision INTEGER DEFAULT '0' NOT NULL, 
	version INTEGER DEFAULT '1' NOT NULL, 
	typed JSONB NOT NULL, 
	typed_sealed BYTEA, 
	customer_reference TEXT DEFAULT '' NOT NULL, 
	losing_carrier TEXT DEFAULT '' NOT NULL, 
	requested_foc DATE, 
	number_count INTEGER DEFAULT '0' NOT NULL, 
	created_by TEXT NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	updated_by TEXT DEFAULT '' NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE, 
	warned_at TIMESTAMP WITH TIME ZONE, 
	submitted_at TIMESTAMP WITH TIME ZONE, 
	submitted_by TEXT DEFAULT '' NOT NULL, 
	acting_for TEXT DEFAULT '' NOT NULL, 
	rulebook TEXT DEFAULT '' NOT NULL, 
	status TEXT NOT NULL, 
	ball TEXT DEFAULT 'customer' NOT NULL, 
	waiting_for TEXT DEFAULT '' NOT NULL, 
	wait_until TIMESTAMP WITH TIME ZONE, 
	foc TIMESTAMP WITH TIME ZONE, 
	rejection_codes TEXT[] DEFAULT '{}' NOT NULL, 
	priority INTEGER DEFAULT '3' NOT NULL, 
	seq INTEGER DEFAULT '0' NOT NULL, 
	closed_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_port_orders PRIMARY KEY (id), 
	CONSTRAINT fk_port_orders_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_port_orders_location_id FOREIGN KEY(location_id) REFERENCES locations (id)
);

CREATE INDEX ix_port_orders_ball ON port_orders (ball, created_at, id);

CREATE INDEX ix_port_orders_created ON port_orders (created_at, id);

CREATE INDEX ix_port_orders_done ON port_orders (organisation_id, created_at, id) WHERE closed_at IS NOT NULL;

CREATE INDEX ix_port_orders_drafts ON port_orders (organisation_id, created_at, id) WHERE submitted_at IS NULL AND closed_at IS NULL;

CREATE INDEX ix_port_orders_expiry ON port_orders (expires_at) WHERE submitted_at IS NULL AND expires_at IS NOT NULL;

CREATE INDEX ix_port_orders_foc ON port_orders (organisation_id, foc) WHERE foc IS NOT NULL;

CREATE INDEX ix_port_orders_location ON port_orders (location_id, created_at, id);

CREATE INDEX ix_port_orders_main_coming ON port_orders (organisation_id) WHERE submitted_at IS NOT NULL AND closed_at IS NULL AND typed ->> 'main_number' <> '';

CREATE INDEX ix_port_orders_open ON port_orders (organisation_id, created_at, id) WHERE submitted_at IS NOT NULL AND closed_at IS NULL;

CREATE INDEX ix_port_orders_open_ball ON port_orders (organisation_id, ball, created_at, id) WHERE submitted_at IS NOT NULL AND closed_at IS NULL;

CREATE INDEX ix_port_orders_open_foc ON port_orders (organisation_id, foc) WHERE foc IS NOT NULL AND closed_at IS NULL;

CREATE INDEX ix_port_orders_organisation ON port_orders (organisation_id, created_at, id);

CREATE INDEX ix_port_orders_organisation_ball ON port_orders (organisation_id, ball, created_at, id);

CREATE INDEX ix_port_orders_organisation_status ON port_orders (organisation_id, status, created_at, id);

CREATE INDEX ix_port_orders_reference ON port_orders (organisation_id, customer_reference) WHERE customer_reference <> '';

CREATE INDEX ix_port_orders_status ON port_orders (status, created_at, id);

CREATE INDEX ix_port_orders_waiting ON port_orders (organisation_id, wait_until) WHERE wait_until IS NOT NULL;

CREATE TABLE route_patterns (
	organisation_id TEXT NOT NULL, 
	location_id TEXT NOT NULL, 
	pattern TEXT NOT NULL, 
	partition TEXT NOT NULL, 
	CONSTRAINT pk_route_patterns PRIMARY KEY (location_id, pattern), 
	CONSTRAINT fk_route_patterns_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_route_patterns_location_id FOREIGN KEY(location_id) REFERENCES locations (id)
);

CREATE INDEX ix_route_patterns_organisation ON route_patterns (organisation_id);

CREATE TABLE saved_views (
	id TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	user_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	filter JSONB NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_saved_views PRIMARY KEY (id), 
	CONSTRAINT uq_saved_views_user_id_organisation_id_name UNIQUE (user_id, organisation_id, name), 
	CONSTRAINT fk_saved_views_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_saved_views_user_id FOREIGN KEY(user_id) REFERENCES users (id)
);

CREATE INDEX ix_saved_views_organisation ON saved_views (organisation_id);

CREATE TABLE sessions (
	token_hash BYTEA NOT NULL, 
	user_id TEXT NOT NULL, 
	csrf TEXT NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	idle_expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	absolute_expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	used_at TIMESTAMP WITH TIME ZONE, 
	agent TEXT DEFAULT '' NOT NULL, 
	only_for TEXT DEFAULT '' NOT NULL, 
	revoked_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_sessions PRIMARY KEY (token_hash), 
	CONSTRAINT fk_sessions_user_id FOREIGN KEY(user_id) REFERENCES users (id)
);

CREATE INDEX ix_sessions_expiry ON sessions (absolute_expires_at);

CREATE INDEX ix_sessions_user ON sessions (user_id);

CREATE TABLE webhook_attempts (
	id BIGINT GENERATED ALWAYS AS IDENTITY, 
	organisation_id TEXT NOT NULL, 
	delivery_id TEXT NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	status INTEGER DEFAULT '0' NOT NULL, 
	error TEXT DEFAULT '' NOT NULL, 
	took_ms INTEGER NOT NULL, 
	CONSTRAINT pk_webhook_attempts PRIMARY KEY (id), 
	CONSTRAINT fk_webhook_attempts_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_webhook_attempts_delivery_id FOREIGN KEY(delivery_id) REFERENCES deliveries (id) ON DELETE CASCADE
);

CREATE INDEX ix_webhook_attempts_at ON webhook_attempts (at);

CREATE INDEX ix_webhook_attempts_delivery ON webhook_attempts (delivery_id, id);

CREATE INDEX ix_webhook_attempts_organisation ON webhook_attempts (organisation_id, id);

CREATE TABLE assignments (
	id BIGINT GENERATED ALWAYS AS IDENTITY, 
	organisation_id TEXT NOT NULL, 
	number TEXT NOT NULL, 
	person_id TEXT, 
	use TEXT NOT NULL, 
	key TEXT NOT NULL, 
	since TIMESTAMP WITH TIME ZONE NOT NULL, 
	until TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_assignments PRIMARY KEY (id), 
	CONSTRAINT uq_assignments_number_key UNIQUE (number, key), 
	CONSTRAINT ck_assignments_use CHECK (use IN ('person', 'main', 'unassigned')), 
	CONSTRAINT fk_assignments_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_assignments_person_id FOREIGN KEY(person_id) REFERENCES people (id)
);

CREATE INDEX ix_assignments_organisation ON assignments (organisation_id);

CREATE INDEX ix_assignments_person ON assignments (person_id);

CREATE UNIQUE INDEX uq_assignments_current ON assignments (number) WHERE until IS NULL;

CREATE TABLE call_treatments (
	id TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	location_id TEXT, 
	treatment TEXT NOT NULL, 
	person_id TEXT, 
	chosen_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_call_treatments PRIMARY KEY (id), 
	CONSTRAINT ck_call_treatments_treatment CHECK (CASE WHEN location_id IS NULL THEN treatment IN ('message', 'main_number', 'person') ELSE treatment IN ('person', 'menu') END), 
	CONSTRAINT ck_call_treatments_person CHECK ((treatment = 'person') = (person_id IS NOT NULL)), 
	CONSTRAINT fk_call_treatments_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_call_treatments_location_id FOREIGN KEY(location_id) REFERENCES locations (id), 
	CONSTRAINT fk_call_treatments_person_id FOREIGN KEY(person_id) REFERENCES people (id)
);

CREATE INDEX ix_call_treatments_organisation ON call_treatments (organisation_id);

CREATE INDEX ix_call_treatments_person ON call_treatments (person_id);

CREATE TABLE carrier_orders (
	order_id TEXT NOT NULL, 
	n INTEGER NOT NULL, 
	organisation_id TEXT NOT NULL, 
	carrier TEXT NOT NULL, 
	carrier_reference TEXT DEFAULT '' NOT NULL, 
	state TEXT NOT NULL, 
	lsr_version INTEGER DEFAULT '0' NOT NULL, 
	foc TIMESTAMP WITH TIME ZONE, 
	btn TEXT DEFAULT '' NOT NULL, 
	losing_spid TEXT DEFAULT '' NOT NULL, 
	losing_carrier TEXT DEFAULT '' NOT NULL, 
	waiting_for TEXT DEFAULT '' NOT NULL, 
	wait_until TIMESTAMP WITH TIME ZONE, 
	rejection_codes TEXT[] DEFAULT '{}' NOT NULL, 
	seq INTEGER DEFAULT '0' NOT NULL, 
	priority INTEGER DEFAULT '3' NOT NULL, 
	CONSTRAINT pk_carrier_orders PRIMARY KEY (order_id, n), 
	CONSTRAINT fk_carrier_orders_order_id FOREIGN KEY(order_id) REFERENCES port_orders (id), 
	CONSTRAINT fk_carrier_orders_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_carrier_orders_organisation ON carrier_orders (organisation_id, state);

CREATE UNIQUE INDEX uq_carrier_orders_reference ON carrier_orders (carrier, carrier_reference) WHERE carrier_reference <> '';

CREATE TABLE documents (
	id TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	order_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	state TEXT NOT NULL, 
	vault_key TEXT NOT NULL, 
	sha256 BYTEA NOT NULL, 
	size INTEGER NOT NULL, 
	media_type TEXT NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	facts_sealed BYTEA, 
	findings_sealed BYTEA, 
	created_by TEXT NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	read_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_documents PRIMARY KEY (id), 
	CONSTRAINT ck_documents_kind CHECK (kind IN ('bill', 'loa', 'csr', 'authority', 'other')), 
	CONSTRAINT ck_documents_state CHECK (state IN ('received', 'reading', 'read', 'unreadable', 'refused')), 
	CONSTRAINT fk_documents_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_documents_order_id FOREIGN KEY(order_id) REFERENCES port_orders (id)
);

CREATE INDEX ix_documents_order ON documents (order_id, kind, created_at);

CREATE INDEX ix_documents_organisation ON documents (organisation_id, created_at);

CREATE INDEX ix_documents_unread ON documents (created_at) WHERE state IN ('received', 'reading');

CREATE TABLE draft_numbers (
	order_id TEXT NOT NULL, 
	number TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	typed_as TEXT DEFAULT '' NOT NULL, 
	portable BOOLEAN, 
	reason TEXT DEFAULT '' NOT NULL, 
	losing_carrier TEXT DEFAULT '' NOT NULL, 
	losing_spid TEXT DEFAULT '' NOT NULL, 
	rate_centre TEXT DEFAULT '' NOT NULL, 
	state TEXT DEFAULT '' NOT NULL, 
	line_type TEXT DEFAULT 'unknown' NOT NULL, 
	needs_pin BOOLEAN DEFAULT 'false' NOT NULL, 
	simple BOOLEAN DEFAULT 'false' NOT NULL, 
	checked_at TIMESTAMP WITH TIME ZONE, 
	set_aside BOOLEAN DEFAULT 'false' NOT NULL, 
	use TEXT DEFAULT 'unassigned' NOT NULL, 
	person_id TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_draft_numbers PRIMARY KEY (order_id, number), 
	CONSTRAINT fk_draft_numbers_order_id FOREIGN KEY(order_id) REFERENCES port_orders (id) ON DELETE CASCADE, 
	CONSTRAINT fk_draft_numbers_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_draft_numbers_number ON draft_numbers (number, organisation_id);

CREATE TABLE order_comments (
	id TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	order_id TEXT NOT NULL, 
	position BIGINT GENERATED ALWAYS AS IDENTITY, 
	author TEXT NOT NULL, 
	author_sealed BYTEA, 
	by_staff BOOLEAN NOT NULL, 
	internal BOOLEAN NOT NULL, 
	body_sealed BYTEA NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_order_comments PRIMARY KEY (id), 
	CONSTRAINT fk_order_comments_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_order_comments_order_id FOREIGN KEY(order_id) REFERENCES port_orders (id) ON DELETE CASCADE
);

CREATE INDEX ix_order_comments_order ON order_comments (order_id, position);

CREATE INDEX ix_order_comments_organisation ON order_comments (organisation_id, position);

CREATE TABLE order_ratings (
	order_id TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	stars INTEGER NOT NULL, 
	text_sealed BYTEA, 
	actor TEXT NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_order_ratings PRIMARY KEY (order_id), 
	CONSTRAINT ck_order_ratings_stars CHECK (stars BETWEEN 1 AND 5), 
	CONSTRAINT fk_order_ratings_order_id FOREIGN KEY(order_id) REFERENCES port_orders (id) ON DELETE CASCADE, 
	CONSTRAINT fk_order_ratings_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_order_ratings_organisation ON order_ratings (organisation_id, at);

CREATE TABLE reviews (
	order_id TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	outcome TEXT DEFAULT 'passed' NOT NULL, 
	by TEXT NOT NULL, 
	reason_sealed BYTEA, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_reviews PRIMARY KEY (order_id, revision, code, outcome, at), 
	CONSTRAINT ck_reviews_outcome CHECK (outcome IN ('passed', 'refused')), 
	CONSTRAINT fk_reviews_order_id FOREIGN KEY(order_id) REFERENCES port_orders (id), 
	CONSTRAINT fk_reviews_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE TABLE sign_on_identities (
	organisation_id TEXT NOT NULL, 
	subject_blind BYTEA NOT NULL, 
	user_id TEXT NOT NULL, 
	linked_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_sign_on_identities PRIMARY KEY (organisation_id, subject_blind), 
	CONSTRAINT uq_sign_on_identities_organisation_id_user_id UNIQUE (organisation_id, user_id), 
	CONSTRAINT fk_sign_on_identities_user_id_organisation_id FOREIGN KEY(user_id, organisation_id) REFERENCES memberships (user_id, organisation_id) ON DELETE CASCADE, 
	CONSTRAINT fk_sign_on_identities_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_sign_on_identities_user ON sign_on_identities (user_id, organisation_id);

CREATE TABLE signature_requests (
	id TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	order_id TEXT NOT NULL, 
	fingerprint TEXT NOT NULL, 
	state TEXT DEFAULT 'open' NOT NULL, 
	email_sealed BYTEA, 
	language TEXT DEFAULT '' NOT NULL, 
	asked_by TEXT NOT NULL, 
	asked_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	code_hash BYTEA, 
	code_expires_at TIMESTAMP WITH TIME ZONE, 
	code_tries INTEGER DEFAULT '0' NOT NULL, 
	codes_sent INTEGER DEFAULT '0' NOT NULL, 
	proven_by BYTEA, 
	proven_at TIMESTAMP WITH TIME ZONE, 
	shown_at TIMESTAMP WITH TIME ZONE, 
	ended_at TIMESTAMP WITH TIME ZONE, 
	reason_sealed BYTEA, 
	CONSTRAINT pk_signature_requests PRIMARY KEY (id), 
	CONSTRAINT ck_signature_requests_state CHECK (state IN ('open', 'signed', 'declined', 'replaced', 'changed', 'closed')), 
	CONSTRAINT fk_signature_requests_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_signature_requests_order_id FOREIGN KEY(order_id) REFERENCES port_orders (id)
);

CREATE INDEX ix_signature_requests_order ON signature_requests (order_id, asked_at);

CREATE INDEX ix_signature_requests_organisation ON signature_requests (organisation_id);

CREATE TABLE unwanted_mails (
	user_id TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	message TEXT NOT NULL, 
	since TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_unwanted_mails PRIMARY KEY (user_id, organisation_id, message), 
	CONSTRAINT fk_unwanted_mails_user_id_organisation_id FOREIGN KEY(user_id, organisation_id) REFERENCES memberships (user_id, organisation_id) ON DELETE CASCADE, 
	CONSTRAINT fk_unwanted_mails_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_unwanted_mails_organisation ON unwanted_mails (organisation_id);

CREATE TABLE document_pages (
	document_id TEXT NOT NULL, 
	page INTEGER NOT NULL, 
	organisation_id TEXT NOT NULL, 
	vault_key TEXT NOT NULL, 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	scale DOUBLE PRECISION NOT NULL, 
	CONSTRAINT pk_document_pages PRIMARY KEY (document_id, page), 
	CONSTRAINT fk_document_pages_document_id FOREIGN KEY(document_id) REFERENCES documents (id), 
	CONSTRAINT fk_document_pages_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE TABLE lines (
	order_id TEXT NOT NULL, 
	number TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	n INTEGER, 
	state TEXT NOT NULL, 
	open BOOLEAN NOT NULL, 
	failure_code TEXT DEFAULT '' NOT NULL, 
	activated_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_lines PRIMARY KEY (order_id, number), 
	CONSTRAINT fk_lines_order_id_n FOREIGN KEY(order_id, n) REFERENCES carrier_orders (order_id, n), 
	CONSTRAINT fk_lines_order_id FOREIGN KEY(order_id) REFERENCES port_orders (id), 
	CONSTRAINT fk_lines_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_lines_carrier_order ON lines (order_id, n);

CREATE INDEX ix_lines_number ON lines (number, organisation_id);

CREATE UNIQUE INDEX uq_lines_open ON lines (number) WHERE open;

CREATE TABLE signatures (
	id TEXT NOT NULL, 
	organisation_id TEXT NOT NULL, 
	order_id TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	document_id TEXT NOT NULL, 
	signer_sealed BYTEA, 
	method TEXT NOT NULL, 
	consent_version TEXT NOT NULL, 
	consent_hash BYTEA NOT NULL, 
	document_hash BYTEA NOT NULL, 
	signed_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	ip_sealed BYTEA, 
	agent_sealed BYTEA, 
	void_at TIMESTAMP WITH TIME ZONE, 
	void_reason TEXT DEFAULT '' NOT NULL, 
	fingerprint TEXT DEFAULT '' NOT NULL, 
	authority_id TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_signatures PRIMARY KEY (id), 
	CONSTRAINT fk_signatures_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_signatures_order_id FOREIGN KEY(order_id) REFERENCES port_orders (id), 
	CONSTRAINT fk_signatures_document_id FOREIGN KEY(document_id) REFERENCES documents (id)
);

CREATE INDEX ix_signatures_order ON signatures (order_id, revision);

CREATE INDEX ix_signatures_organisation ON signatures (organisation_id);

CREATE UNIQUE INDEX uq_signatures_valid ON signatures (order_id) WHERE void_at IS NULL;

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

GRANT INSERT, SELECT (notice_id) ON notices TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON notices TO portwright_system;

ALTER TABLE notices ENABLE ROW LEVEL SECURITY;
ALTER TABLE notices FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON notices TO portwright_app
    USING (true)
    WITH CHECK (true);

CREATE POLICY system ON notices TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON organisations TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON organisations TO portwright_system;

ALTER TABLE organisations ENABLE ROW LEVEL SECURITY;
ALTER TABLE organisations FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON organisations TO portwright_app
    USING ((SELECT portwright_staff()) OR id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON organisations TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT ON organisations TO portwright_audit;

CREATE POLICY audit ON organisations TO portwright_audit USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON portability_cache TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON portability_cache TO portwright_system;

ALTER TABLE portability_cache ENABLE ROW LEVEL SECURITY;
ALTER TABLE portability_cache FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON portability_cache TO portwright_app
    USING (true)
    WITH CHECK (true);

CREATE POLICY system ON portability_cache TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON rate_counters TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_counters TO portwright_system;

ALTER TABLE rate_counters ENABLE ROW LEVEL SECURITY;
ALTER TABLE rate_counters FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON rate_counters TO portwright_app
    USING (true)
    WITH CHECK (true);

CREATE POLICY system ON rate_counters TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT ON retention_runs TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON retention_runs TO portwright_system;

ALTER TABLE retention_runs ENABLE ROW LEVEL SECURITY;
ALTER TABLE retention_runs FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON retention_runs TO portwright_app
    USING (true)
    WITH CHECK (true);

CREATE POLICY system ON retention_runs TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT ON watch_cursors TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON watch_cursors TO portwright_system;

ALTER TABLE watch_cursors ENABLE ROW LEVEL SECURITY;
ALTER TABLE watch_cursors FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON watch_cursors TO portwright_app
    USING (true)
    WITH CHECK (true);

CREATE POLICY system ON watch_cursors TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT ON acceptances TO portwright_app;
GRANT SELECT, INSERT ON acceptances TO portwright_system;

ALTER TABLE acceptances ENABLE ROW LEVEL SECURITY;
ALTER TABLE acceptances FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON acceptances TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON acceptances TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT ON attempts TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON attempts TO portwright_system;

ALTER TABLE attempts ENABLE ROW LEVEL SECURITY;
ALTER TABLE attempts FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON attempts TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON attempts TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT ON audit TO portwright_app;
GRANT SELECT, INSERT ON audit TO portwright_system;

ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON audit TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON audit TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT ON audit TO portwright_audit;

CREATE POLICY audit ON audit TO portwright_audit USING (true) WITH CHECK (true);

GRANT SELECT ON audit_anchors TO portwright_app;
GRANT SELECT ON audit_anchors TO portwright_system;

ALTER TABLE audit_anchors ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_anchors FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON audit_anchors TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON audit_anchors TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT ON audit_anchors TO portwright_audit;

CREATE POLICY audit ON audit_anchors TO portwright_audit USING (true) WITH CHECK (true);

GRANT SELECT ON billing_events TO portwright_app;
GRANT SELECT, INSERT ON billing_events TO portwright_system;

ALTER TABLE billing_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing_events FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON billing_events TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON billing_events TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT ON clock_jumps TO portwright_app;
GRANT SELECT, INSERT ON clock_jumps TO portwright_system;

ALTER TABLE clock_jumps ENABLE ROW LEVEL SECURITY;
ALTER TABLE clock_jumps FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON clock_jumps TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON clock_jumps TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE ON commands TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON commands TO portwright_system;

ALTER TABLE commands ENABLE ROW LEVEL SECURITY;
ALTER TABLE commands FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON commands TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON commands TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON deliveries TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON deliveries TO portwright_system;

ALTER TABLE deliveries ENABLE ROW LEVEL SECURITY;
ALTER TABLE deliveries FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON deliveries TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON deliveries TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT ON facts TO portwright_app;
GRANT SELECT, INSERT ON facts TO portwright_system;

ALTER TABLE facts ENABLE ROW LEVEL SECURITY;
ALTER TABLE facts FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON facts TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON facts TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_keys TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_keys TO portwright_system;

ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency_keys FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON idempotency_keys TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON idempotency_keys TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON locations TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON locations TO portwright_system;

ALTER TABLE locations ENABLE ROW LEVEL SECURITY;
ALTER TABLE locations FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON locations TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON locations TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON organisation_clocks TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON organisation_clocks TO portwright_system;

ALTER TABLE organisation_clocks ENABLE ROW LEVEL SECURITY;
ALTER TABLE organisation_clocks FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON organisation_clocks TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON organisation_clocks TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON partnerships TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON partnerships TO portwright_system;

ALTER TABLE partnerships ENABLE ROW LEVEL SECURITY;
ALTER TABLE partnerships FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON partnerships TO portwright_app
    USING ((SELECT portwright_staff()) OR partner_id = ANY ((SELECT portwright_tenants())::text[]) OR customer_id = ANY ((SELECT portwright_tenants())::text[]) OR partner_id IN (SELECT m.organisation_id FROM memberships m WHERE m.user_id = portwright_principal()))
    WITH CHECK ((SELECT portwright_staff()) OR partner_id = ANY ((SELECT portwright_tenants())::text[]) OR customer_id = ANY ((SELECT portwright_tenants())::text[]) OR partner_id IN (SELECT m.organisation_id FROM memberships m WHERE m.user_id = portwright_principal()));

CREATE POLICY system ON partnerships TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE ON relay TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON relay TO portwright_system;

ALTER TABLE relay ENABLE ROW LEVEL SECURITY;
ALTER TABLE relay FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON relay TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON relay TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON secrets TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON secrets TO portwright_system;

ALTER TABLE secrets ENABLE ROW LEVEL SECURITY;
ALTER TABLE secrets FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON secrets TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON secrets TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON set_asides TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON set_asides TO portwright_system;

ALTER TABLE set_asides ENABLE ROW LEVEL SECURITY;
ALTER TABLE set_asides FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON set_asides TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON set_asides TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON sign_on TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_on TO portwright_system;

ALTER TABLE sign_on ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_on FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON sign_on TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]) OR slug_key = portwright_credential() OR portwright_credential() = ANY (domain_keys) OR organisation_id IN (SELECT m.organisation_id FROM memberships m WHERE m.user_id = portwright_principal()))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]) OR slug_key = portwright_credential() OR portwright_credential() = ANY (domain_keys) OR organisation_id IN (SELECT m.organisation_id FROM memberships m WHERE m.user_id = portwright_principal()));

CREATE POLICY system ON sign_on TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON sign_on_attempts TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_on_attempts TO portwright_system;

ALTER TABLE sign_on_attempts ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_on_attempts FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON sign_on_attempts TO portwright_app
    USING (state_hash = portwright_credential() OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK (state_hash = portwright_credential() OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON sign_on_attempts TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON tasks TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON tasks TO portwright_system;

ALTER TABLE tasks ENABLE ROW LEVEL SECURITY;
ALTER TABLE tasks FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON tasks TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON tasks TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT ON tenant_keys TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON tenant_keys TO portwright_system;

ALTER TABLE tenant_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant_keys FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON tenant_keys TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON tenant_keys TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON users TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON users TO portwright_system;

ALTER TABLE users ENABLE ROW LEVEL SECURITY;
ALTER TABLE users FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON users TO portwright_app
    USING ((SELECT portwright_staff()) OR id = portwright_principal() OR email_blind = portwright_credential() OR home_id = ANY ((SELECT portwright_tenants())::text[]) OR id IN (SELECT m.user_id FROM memberships m WHERE m.organisation_id = ANY ((SELECT portwright_tenants())::text[])))
    WITH CHECK (true);

CREATE POLICY system ON users TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_endpoints TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_endpoints TO portwright_system;

ALTER TABLE webhook_endpoints ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook_endpoints FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON webhook_endpoints TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON webhook_endpoints TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON api_tokens TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON api_tokens TO portwright_system;

ALTER TABLE api_tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_tokens FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON api_tokens TO portwright_app
    USING ((SELECT portwright_staff()) OR token_hash = portwright_credential() OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR token_hash = portwright_credential() OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON api_tokens TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE ON calendar_feeds TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON calendar_feeds TO portwright_system;

ALTER TABLE calendar_feeds ENABLE ROW LEVEL SECURITY;
ALTER TABLE calendar_feeds FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON calendar_feeds TO portwright_app
    USING (user_id = portwright_principal() OR token_hash = portwright_credential())
    WITH CHECK (user_id = portwright_principal() OR token_hash = portwright_credential());

CREATE POLICY system ON calendar_feeds TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON inventory TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON inventory TO portwright_system;

ALTER TABLE inventory ENABLE ROW LEVEL SECURITY;
ALTER TABLE inventory FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON inventory TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON inventory TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON kept_forms TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON kept_forms TO portwright_system;

ALTER TABLE kept_forms ENABLE ROW LEVEL SECURITY;
ALTER TABLE kept_forms FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON kept_forms TO portwright_app
    USING (user_id = portwright_principal())
    WITH CHECK (user_id = portwright_principal());

CREATE POLICY system ON kept_forms TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON memberships TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON memberships TO portwright_system;

ALTER TABLE memberships ENABLE ROW LEVEL SECURITY;
ALTER TABLE memberships FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON memberships TO portwright_app
    USING ((SELECT portwright_staff()) OR user_id = portwright_principal() OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR user_id = portwright_principal() OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON memberships TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON one_time_codes TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON one_time_codes TO portwright_system;

ALTER TABLE one_time_codes ENABLE ROW LEVEL SECURITY;
ALTER TABLE one_time_codes FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON one_time_codes TO portwright_app
    USING ((SELECT portwright_staff()) OR code_hash = portwright_credential() OR user_id = portwright_principal() OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR code_hash = portwright_credential() OR user_id = portwright_principal() OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON one_time_codes TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON people TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON people TO portwright_system;

ALTER TABLE people ENABLE ROW LEVEL SECURITY;
ALTER TABLE people FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON people TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON people TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON port_orders TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON port_orders TO portwright_system;

ALTER TABLE port_orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE port_orders FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON port_orders TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON port_orders TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT ON route_patterns TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON route_patterns TO portwright_system;

ALTER TABLE route_patterns ENABLE ROW LEVEL SECURITY;
ALTER TABLE route_patterns FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON route_patterns TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON route_patterns TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, DELETE ON saved_views TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON saved_views TO portwright_system;

ALTER TABLE saved_views ENABLE ROW LEVEL SECURITY;
ALTER TABLE saved_views FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON saved_views TO portwright_app
    USING (user_id = portwright_principal())
    WITH CHECK (user_id = portwright_principal());

CREATE POLICY system ON saved_views TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO portwright_system;

ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE sessions FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON sessions TO portwright_app
    USING (token_hash = portwright_credential() OR user_id = portwright_principal())
    WITH CHECK (true);

CREATE POLICY system ON sessions TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT ON webhook_attempts TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_attempts TO portwright_system;

ALTER TABLE webhook_attempts ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook_attempts FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON webhook_attempts TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON webhook_attempts TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON assignments TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON assignments TO portwright_system;

ALTER TABLE assignments ENABLE ROW LEVEL SECURITY;
ALTER TABLE assignments FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON assignments TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON assignments TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON call_treatments TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON call_treatments TO portwright_system;

ALTER TABLE call_treatments ENABLE ROW LEVEL SECURITY;
ALTER TABLE call_treatments FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON call_treatments TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON call_treatments TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON carrier_orders TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON carrier_orders TO portwright_system;

ALTER TABLE carrier_orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE carrier_orders FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON carrier_orders TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON carrier_orders TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON documents TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON documents TO portwright_system;

ALTER TABLE documents ENABLE ROW LEVEL SECURITY;
ALTER TABLE documents FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON documents TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON documents TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON draft_numbers TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON draft_numbers TO portwright_system;

ALTER TABLE draft_numbers ENABLE ROW LEVEL SECURITY;
ALTER TABLE draft_numbers FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON draft_numbers TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON draft_numbers TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT ON order_comments TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON order_comments TO portwright_system;

ALTER TABLE order_comments ENABLE ROW LEVEL SECURITY;
ALTER TABLE order_comments FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON order_comments TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]) AND NOT internal)
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]) AND NOT internal);

CREATE POLICY system ON order_comments TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT ON order_ratings TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON order_ratings TO portwright_system;

ALTER TABLE order_ratings ENABLE ROW LEVEL SECURITY;
ALTER TABLE order_ratings FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON order_ratings TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON order_ratings TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT ON reviews TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON reviews TO portwright_system;

ALTER TABLE reviews ENABLE ROW LEVEL SECURITY;
ALTER TABLE reviews FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON reviews TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON reviews TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON sign_on_identities TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_on_identities TO portwright_system;

ALTER TABLE sign_on_identities ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_on_identities FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON sign_on_identities TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON sign_on_identities TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON signature_requests TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON signature_requests TO portwright_system;

ALTER TABLE signature_requests ENABLE ROW LEVEL SECURITY;
ALTER TABLE signature_requests FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON signature_requests TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON signature_requests TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON unwanted_mails TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON unwanted_mails TO portwright_system;

ALTER TABLE unwanted_mails ENABLE ROW LEVEL SECURITY;
ALTER TABLE unwanted_mails FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON unwanted_mails TO portwright_app
    USING ((SELECT portwright_staff()) OR user_id = portwright_principal() OR organisation_id = ANY ((SELECT portwright_tenants())::text[]) OR organisation_id IN (SELECT p.partner_id FROM partnerships p WHERE p.customer_id = ANY ((SELECT portwright_tenants())::text[])))
    WITH CHECK ((SELECT portwright_staff()) OR user_id = portwright_principal() OR organisation_id = ANY ((SELECT portwright_tenants())::text[]) OR organisation_id IN (SELECT p.partner_id FROM partnerships p WHERE p.customer_id = ANY ((SELECT portwright_tenants())::text[])));

CREATE POLICY system ON unwanted_mails TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON document_pages TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON document_pages TO portwright_system;

ALTER TABLE document_pages ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_pages FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON document_pages TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON document_pages TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON lines TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON lines TO portwright_system;

ALTER TABLE lines ENABLE ROW LEVEL SECURITY;
ALTER TABLE lines FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON lines TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON lines TO portwright_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON signatures TO portwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON signatures TO portwright_system;

ALTER TABLE signatures ENABLE ROW LEVEL SECURITY;
ALTER TABLE signatures FORCE ROW LEVEL SECURITY;

CREATE POLICY app ON signatures TO portwright_app
    USING ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
    WITH CHECK ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]));

CREATE POLICY system ON signatures TO portwright_system USING (true) WITH CHECK (true);

CREATE TRIGGER audit_is_chained BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION portwright_chain();

CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION portwright_refuse_change();

CREATE TRIGGER audit_anchors_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_anchors
    FOR EACH STATEMENT EXECUTE FUNCTION portwright_refuse_change();

CREATE TRIGGER facts_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON facts
    FOR EACH STATEMENT EXECUTE FUNCTION portwright_refuse_change();

CREATE FUNCTION portwright_threes(said text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN ARRAY(SELECT DISTINCT substr(lower(said), place, 3) FROM generate_series(1, length(lower(said)) - 2) AS place);

CREATE INDEX ix_port_orders_threes ON port_orders USING gin (portwright_threes('  ' || customer_reference || E'\n  ' || losing_carrier));

CREATE INDEX ix_port_orders_ending ON port_orders (reverse(id) text_pattern_ops);

CREATE POLICY search ON port_orders FOR SELECT TO portwright_owner USING (true);

CREATE FUNCTION portwright_orders_saying(among text[], wanted text, ending text, most integer) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET plan_cache_mode = force_custom_plan
RETURN CASE
    WHEN (SELECT count(*) FROM (
            SELECT '  ' || customer_reference || E'\n  ' || losing_carrier AS said FROM port_orders WHERE ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
            AND (among IS NULL OR organisation_id = ANY (among))
            ORDER BY created_at DESC, id DESC LIMIT 200
        ) AS newest WHERE strpos(lower(said), lower(wanted)) > 0) >= 10 THEN NULL
    ELSE (SELECT CASE WHEN count(*) <= most THEN coalesce(array_agg(id), '{}') END FROM (
        (SELECT id FROM port_orders WHERE ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
            AND (among IS NULL OR organisation_id = ANY (among))
            AND portwright_threes('  ' || customer_reference || E'\n  ' || losing_carrier) @> portwright_threes(wanted) LIMIT most + 1)
        UNION
        (SELECT id FROM port_orders WHERE ((SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]))
            AND (among IS NULL OR organisation_id = ANY (among))
            AND reverse(id) ~>=~ reverse(ending) AND reverse(id) ~<~ (reverse(ending) || '~') AND ending <> '' LIMIT most + 1)
    ) AS named)
END;

REVOKE EXECUTE ON FUNCTION portwright_orders_saying FROM PUBLIC;
GRANT EXECUTE ON FUNCTION portwright_orders_saying TO portwright_app;
