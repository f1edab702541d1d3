CREATE TYPE public.import_source_enum AS ENUM (
    'csv',
    'shotgun'
);
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.api_event (
    name character varying(80) NOT NULL,
    user_id uuid,
    project_id uuid,
    data jsonb,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.asset_instance (
    asset_id uuid NOT NULL,
    name character varying(80),
    number integer,
    description character varying(200),
    active boolean,
    data jsonb,
    scene_id uuid,
    target_asset_id uuid,
    entity_id uuid,
    entity_type_id uuid,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.asset_instance_link (
    entity_id uuid NOT NULL,
    asset_instance_id uuid NOT NULL
);
CREATE TABLE public.attachment_file (
    name character varying(250),
    size bigint,
    extension character varying(6),
    mimetype character varying(255),
    comment_id uuid,
    reply_id uuid,
    chat_message_id uuid,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.budget (
    project_id uuid,
    revision integer NOT NULL,
    name character varying(255) NOT NULL,
    currency character varying(3),
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.budget_entry (
    budget_id uuid NOT NULL,
    department_id uuid NOT NULL,
    person_id uuid,
    start_date date NOT NULL,
    months_duration integer NOT NULL,
    daily_salary double precision NOT NULL,
    "position" character varying(255),
    seniority character varying(255),
    exceptions jsonb,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.build_job (
    status character varying(255) NOT NULL,
    job_type character varying(255) NOT NULL,
    ended_at timestamp without time zone,
    playlist_id uuid NOT NULL,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone,
    message text
);
CREATE TABLE public.chat (
    object_id uuid NOT NULL,
    object_type character varying(80) NOT NULL,
    last_message timestamp without time zone,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.chat_message (
    chat_id uuid NOT NULL,
    person_id uuid NOT NULL,
    text text,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.chat_participant (
    chat_id uuid NOT NULL,
    person_id uuid NOT NULL
);
CREATE TABLE public.comment (
    shotgun_id integer,
    object_id uuid NOT NULL,
    object_type character varying(80) NOT NULL,
    text text,
    data jsonb,
    replies jsonb,
    checklist jsonb,
    pinned boolean,
    links character varying[],
    task_status_id uuid,
    person_id uuid NOT NULL,
    editor_id uuid,
    preview_file_id uuid,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone,
    for_client boolean DEFAULT false
);
CREATE TABLE public.comment_acknoledgments (
    comment uuid NOT NULL,
    person uuid NOT NULL
);
CREATE TABLE public.comment_department_mentions (
    comment uuid NOT NULL,
    department uuid NOT NULL
);
CREATE TABLE public.comment_mentions (
    comment uuid NOT NULL,
    person uuid NOT NULL
);
CREATE TABLE public.comment_preview_link (
    comment uuid NOT NULL,
    preview_file uuid NOT NULL
);
CREATE TABLE public.custom_action (
    name character varying(80) NOT NULL,
    url character varying(400),
    entity_type character varying(40),
    is_ajax boolean,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.data_import_error (
    event_data jsonb NOT NULL,
    source public.import_source_enum,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.day_off (
    date date NOT NULL,
    end_date date NOT NULL,
    description text,
    person_id uuid,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone,
    CONSTRAINT day_off_date_check CHECK ((date <= end_date))
);
CREATE TABLE public.department (
    name character varying(80) NOT NULL,
    color character varying(7) NOT NULL,
    archived boolean,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.department_link (
    person_id uuid NOT NULL,
    department_id uuid NOT NULL
);
CREATE TABLE public.department_metadata_descriptor_link (
    metadata_descriptor_id uuid NOT NULL,
    department_id uuid NOT NULL
);
CREATE TABLE public.desktop_login_log (
    person_id uuid NOT NULL,
    date timestamp without time zone NOT NULL,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.entity (
    id uuid NOT NULL,
    name character varying(160) NOT NULL,
    code character varying(160),
    description text,
    shotgun_id integer,
    canceled boolean,
    nb_frames integer,
    nb_entities_out integer,
    is_casting_standby boolean,
    is_shared boolean DEFAULT false NOT NULL,
    status character varying(255) NOT NULL,
    project_id uuid NOT NULL,
    entity_type_id uuid NOT NULL,
    parent_id uuid,
    source_id uuid,
    preview_file_id uuid,
    data jsonb,
    ready_for uuid,
    created_by uuid,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.entity_concept_link (
    entity_in_id uuid NOT NULL,
    entity_out_id uuid NOT NULL,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.entity_link (
    entity_in_id uuid NOT NULL,
    entity_out_id uuid NOT NULL,
    data jsonb,
    nb_occurences integer,
    label character varying(80),
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.entity_type (
    name character varying(30) NOT NULL,
    short_name character varying(20),
    description text,
    archived boolean,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.entity_version (
    name character varying(160) NOT NULL,
    data jsonb,
    entity_id uuid,
    person_id uuid,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.file_status (
    name character varying(40) NOT NULL,
    color character varying(7) NOT NULL,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.hardware_item (
    name character varying(40) NOT NULL,
    short_name character varying(20) NOT NULL,
    archived boolean,
    monthly_cost integer,
    inventory_amount integer,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.hardware_item_department_link (
    department_id uuid NOT NULL,
    hardware_item_id uuid NOT NULL,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.login_log (
    person_id uuid NOT NULL,
    ip_address character varying(50),
    origin character varying(255),
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.metadata_descriptor (
    project_id uuid NOT NULL,
    entity_type character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    data_type character varying(255),
    field_name character varying(120) NOT NULL,
    choices jsonb,
    for_client boolean,
    "position" integer,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone,
    task_type_id uuid
);
CREATE TABLE public.milestone (
    date date,
    name character varying(40) NOT NULL,
    project_id uuid,
    task_type_id uuid,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.news (
    change boolean NOT NULL,
    author_id uuid NOT NULL,
    comment_id uuid,
    task_id uuid NOT NULL,
    preview_file_id uuid,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.notification (
    read boolean NOT NULL,
    change boolean NOT NULL,
    type character varying(255) NOT NULL,
    person_id uuid NOT NULL,
    author_id uuid NOT NULL,
    comment_id uuid,
    task_id uuid,
    playlist_id uuid,
    reply_id uuid,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.organisation (
    name character varying(80) NOT NULL,
    hours_by_day double precision NOT NULL,
    has_avatar boolean,
    use_original_file_name boolean,
    timesheets_locked boolean,
    format_duration_in_hours boolean,
    hd_by_default boolean,
    chat_token_slack character varying(80),
    chat_webhook_mattermost character varying(80),
    chat_token_discord character varying(80),
    dark_theme_by_default boolean,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.output_file (
    shotgun_id integer,
    name character varying(250) NOT NULL,
    canceled boolean NOT NULL,
    size integer,
    checksum character varying(32),
    description text,
    comment text,
    extension character varying(10),
    revision integer NOT NULL,
    representation character varying(20),
    nb_elements integer,
    source character varying(40),
    path character varying(400),
    data jsonb,
    file_status_id uuid NOT NULL,
    entity_id uuid,
    asset_instance_id uuid,
    output_type_id uuid,
    task_type_id uuid,
    person_id uuid,
    source_file_id uuid,
    temporal_entity_id uuid,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone,
    quality character varying(255)
);
CREATE TABLE public.output_type (
    name character varying(40) NOT NULL,
    short_name character varying(20) NOT NULL,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.person (
    first_name character varying(80) NOT NULL,
    last_name character varying(80) NOT NULL,
    email character varying(255),
    phone character varying(30),
    contract_type character varying(255) DEFAULT 'open-ended'::character varying NOT NULL,
    active boolean,
    archived boolean,
    last_presence date,
    password bytea,
    desktop_login character varying(80),
    login_failed_attemps integer,
    last_login_failed timestamp without time zone,
    totp_enabled boolean,
    totp_secret character varying(32),
    email_otp_enabled boolean,
    email_otp_secret character varying(32),
    fido_enabled boolean,
    fido_credentials jsonb[],
    otp_recovery_codes bytea[],
    preferred_two_factor_authentication character varying(255),
    shotgun_id integer,
    timezone character varying(50),
    locale character varying(10),
    data jsonb,
    role character varying(255) NOT NULL,
    "position" character varying(255),
    seniority character varying(255),
    daily_salary integer,
    has_avatar boolean,
    notifications_enabled boolean,
    notifications_slack_enabled boolean,
    notifications_slack_userid character varying(60),
    notifications_mattermost_enabled boolean,
    notifications_mattermost_userid character varying(60),
    notifications_discord_enabled boolean,
    notifications_discord_userid character varying(60),
    is_bot boolean DEFAULT false NOT NULL,
    jti character varying(60),
    expiration_date date,
    studio_id uuid,
    is_generated_from_ldap boolean,
    ldap_uid character varying(60),
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone,
    is_guest boolean DEFAULT false NOT NULL,
    country character varying(2),
    use_12_hour_clock boolean,
    display_date_format character varying(20),
    oidc_issuer text,
    oidc_subject character varying(255),
    saml_issuer text,
    saml_subject character varying(255),
    preview_project_id uuid,
    preview_opened_at timestamp without time zone,
    preview_open_until timestamp without time zone
);
CREATE TABLE public.playlist (
    name character varying(80) NOT NULL,
    shots jsonb,
    project_id uuid,
    episode_id uuid,
    task_type_id uuid,
    for_client boolean,
    for_entity character varying(10),
    is_for_all boolean,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone,
    created_by uuid
);
CREATE TABLE public.playlist_share_link (
    token character varying(64) NOT NULL,
    playlist_id uuid NOT NULL,
    created_by uuid NOT NULL,
    expiration_date timestamp without time zone,
    is_active boolean NOT NULL,
    can_comment boolean NOT NULL,
    password character varying(255),
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.plugin (
    plugin_id character varying(80) NOT NULL,
    name character varying(80) NOT NULL,
    description text,
    version character varying(50) NOT NULL,
    maintainer_name character varying(200) NOT NULL,
    maintainer_email character varying(255),
    website text,
    license character varying(80) NOT NULL,
    revision character varying(12),
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone,
    frontend_project_enabled boolean,
    frontend_studio_enabled boolean,
    icon character varying(255)
);
CREATE TABLE public.preview_background_file (
    name character varying(40) NOT NULL,
    archived boolean,
    is_default boolean,
    original_name character varying(250),
    extension character varying(6),
    file_size bigint,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.preview_file (
    name character varying(250),
    original_name character varying(250),
    revision integer,
    "position" integer,
    extension character varying(6),
    description text,
    path character varying(400),
    source character varying(40),
    file_size bigint,
    status character varying(255) NOT NULL,
    validation_status character varying(255) NOT NULL,
    annotations jsonb,
    width integer,
    height integer,
    duration double precision,
    task_id uuid,
    person_id uuid,
    source_file_id uuid,
    shotgun_id integer,
    is_movie boolean,
    url character varying(600),
    uploaded_movie_url character varying(600),
    uploaded_movie_name character varying(150),
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone,
    data jsonb,
    token_in integer,
    token_out integer
);
CREATE TABLE public.preview_file_storage_state (
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone,
    preview_file_id uuid NOT NULL,
    bucket character varying(20) NOT NULL,
    prefix character varying(40) NOT NULL,
    state character varying(255) NOT NULL
);
CREATE TABLE public.production_schedule_version (
    name character varying(80) NOT NULL,
    project_id uuid NOT NULL,
    production_schedule_from uuid,
    locked boolean,
    canceled boolean,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.production_schedule_version_task_link (
    production_schedule_version_id uuid NOT NULL,
    task_id uuid NOT NULL,
    start_date timestamp without time zone,
    due_date timestamp without time zone,
    estimation double precision,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.production_schedule_version_task_link_person_link (
    production_schedule_version_task_link_id uuid NOT NULL,
    person_id uuid NOT NULL
);
CREATE TABLE public.project (
    name character varying(80) NOT NULL,
    code character varying(80),
    description text,
    shotgun_id integer,
    file_tree jsonb,
    data jsonb,
    has_avatar boolean,
    fps character varying(10),
    ratio character varying(10),
    resolution character varying(12),
    production_type character varying(20),
    production_style character varying(255) NOT NULL,
    start_date date,
    end_date date,
    man_days integer,
    nb_episodes integer,
    episode_span integer,
    max_retakes integer,
    is_clients_isolated boolean,
    is_preview_download_allowed boolean,
    is_set_preview_automated boolean,
    homepage character varying(80),
    is_publish_default_for_artists boolean,
    hd_bitrate_compression integer,
    ld_bitrate_compression integer,
    project_status_id uuid,
    default_preview_background_file_id uuid,
    from_schedule_version_id uuid,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone,
    is_bot_collaboration_enabled boolean DEFAULT false,
    is_single_preview_per_revision boolean DEFAULT false,
    revision_padding integer DEFAULT 0 NOT NULL,
    is_frame_in_numbering boolean DEFAULT false,
    is_client_stats_visible boolean DEFAULT true,
    is_client_task_list_visible boolean DEFAULT true,
    is_client_task_panel_visible boolean DEFAULT true
);
CREATE TABLE public.project_asset_type_link (
    project_id uuid NOT NULL,
    asset_type_id uuid NOT NULL
);
CREATE TABLE public.project_person_link (
    project_id uuid NOT NULL,
    person_id uuid NOT NULL,
    shotgun_id integer,
    role character varying(255)
);
CREATE TABLE public.project_preview_background_file_link (
    project_id uuid NOT NULL,
    preview_background_file_id uuid NOT NULL
);
CREATE TABLE public.project_status (
    name character varying(20) NOT NULL,
    color character varying(7) NOT NULL,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.project_status_automation_link (
    project_id uuid NOT NULL,
    status_automation_id uuid NOT NULL
);
CREATE TABLE public.project_task_status_link (
    project_id uuid NOT NULL,
    task_status_id uuid NOT NULL,
    priority integer,
    roles_for_board character varying(255)[],
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone,
    is_client_allowed boolean
);
CREATE TABLE public.project_task_type_link (
    project_id uuid NOT NULL,
    task_type_id uuid NOT NULL,
    priority integer,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone,
    hd_bitrate_compression integer,
    ld_bitrate_compression integer,
    is_client_visible boolean DEFAULT true
);
CREATE TABLE public.project_task_type_software_link (
    project_id uuid NOT NULL,
    task_type_id uuid NOT NULL,
    software_id uuid NOT NULL,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.project_template (
    name character varying(80) NOT NULL,
    description text,
    fps character varying(10),
    ratio character varying(10),
    resolution character varying(12),
    production_type character varying(20),
    production_style character varying(255) NOT NULL,
    max_retakes integer,
    is_clients_isolated boolean,
    is_preview_download_allowed boolean,
    is_set_preview_automated boolean,
    is_publish_default_for_artists boolean,
    homepage character varying(80),
    hd_bitrate_compression integer,
    ld_bitrate_compression integer,
    file_tree jsonb,
    data jsonb,
    metadata_descriptors jsonb,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone,
    default_preview_background_file_id uuid,
    is_single_preview_per_revision boolean DEFAULT false,
    revision_padding integer DEFAULT 0 NOT NULL,
    is_frame_in_numbering boolean DEFAULT false,
    is_client_stats_visible boolean DEFAULT true,
    is_client_task_list_visible boolean DEFAULT true,
    is_client_task_panel_visible boolean DEFAULT true
);
CREATE TABLE public.project_template_asset_type_link (
    project_template_id uuid NOT NULL,
    asset_type_id uuid NOT NULL
);
CREATE TABLE public.project_template_preview_background_file_link (
    project_template_id uuid NOT NULL,
    preview_background_file_id uuid NOT NULL
);
CREATE TABLE public.project_template_status_automation_link (
    project_template_id uuid NOT NULL,
    status_automation_id uuid NOT NULL
);
CREATE TABLE public.project_template_task_status_link (
    project_template_id uuid NOT NULL,
    task_status_id uuid NOT NULL,
    priority integer,
    roles_for_board character varying(255)[],
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone,
    is_client_allowed boolean
);
CREATE TABLE public.project_template_task_type_link (
    project_template_id uuid NOT NULL,
    task_type_id uuid NOT NULL,
    priority integer,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone,
    hd_bitrate_compression integer,
    ld_bitrate_compression integer,
    is_client_visible boolean DEFAULT true
);
CREATE TABLE public.salary_scale (
    department_id uuid NOT NULL,
    "position" character varying(255),
    seniority character varying(255),
    salary integer NOT NULL,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.schedule_item (
    start_date date,
    end_date date,
    man_days integer,
    project_id uuid,
    task_type_id uuid,
    object_id uuid,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.search_filter (
    list_type character varying(80) NOT NULL,
    entity_type character varying(80),
    name character varying(200) NOT NULL,
    search_query character varying(500) NOT NULL,
    is_shared boolean DEFAULT false NOT NULL,
    department_id uuid,
    search_filter_group_id uuid,
    person_id uuid,
    project_id uuid,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.search_filter_group (
    list_type character varying(80) NOT NULL,
    entity_type character varying(80),
    name character varying(200) NOT NULL,
    color character varying(8) NOT NULL,
    is_shared boolean DEFAULT false NOT NULL,
    person_id uuid,
    project_id uuid,
    department_id uuid,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.software (
    name character varying(40) NOT NULL,
    short_name character varying(20) NOT NULL,
    archived boolean,
    version character varying(20),
    file_extension character varying(20) NOT NULL,
    secondary_extensions jsonb,
    monthly_cost integer,
    inventory_amount integer,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.software_department_link (
    department_id uuid NOT NULL,
    software_id uuid NOT NULL,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.status_automation (
    entity_type character varying(40),
    in_task_type_id uuid,
    in_task_status_id uuid,
    out_field_type character varying(255) NOT NULL,
    out_task_type_id uuid,
    out_task_status_id uuid,
    import_last_revision boolean DEFAULT false,
    archived boolean,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.stored_file (
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone,
    bucket character varying(20) NOT NULL,
    key character varying(255) NOT NULL,
    prefix character varying(40) NOT NULL,
    file_id character varying(200) NOT NULL,
    size bigint,
    deleted_at timestamp without time zone,
    purge_forced boolean DEFAULT false NOT NULL,
    purged_at timestamp without time zone,
    purge_attempts integer DEFAULT 0 NOT NULL,
    last_error text,
    journal jsonb DEFAULT '[]'::jsonb NOT NULL
);
CREATE TABLE public.studio (
    name character varying(80) NOT NULL,
    color character varying(7) NOT NULL,
    archived boolean,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.subscription (
    person_id uuid NOT NULL,
    task_id uuid,
    entity_id uuid,
    task_type_id uuid,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.task (
    name character varying(80) NOT NULL,
    description text,
    priority integer,
    difficulty integer DEFAULT 3 NOT NULL,
    duration double precision,
    estimation double precision,
    completion_rate integer,
    retake_count integer,
    sort_order integer,
    start_date timestamp without time zone,
    due_date timestamp without time zone,
    real_start_date timestamp without time zone,
    end_date timestamp without time zone,
    done_date timestamp without time zone,
    last_comment_date timestamp without time zone,
    nb_assets_ready integer,
    data jsonb,
    nb_drawings integer,
    shotgun_id integer,
    last_preview_file_id uuid,
    project_id uuid,
    task_type_id uuid,
    task_status_id uuid,
    entity_id uuid,
    assigner_id uuid,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone,
    CONSTRAINT check_difficulty CHECK (((difficulty > 0) AND (difficulty < 6)))
);
CREATE TABLE public.task_person_link (
    task_id uuid NOT NULL,
    person_id uuid NOT NULL
);
CREATE TABLE public.task_status (
    name character varying(40) NOT NULL,
    archived boolean,
    short_name character varying(10) NOT NULL,
    description text,
    color character varying(7) NOT NULL,
    priority integer,
    is_done boolean,
    is_artist_allowed boolean,
    is_client_allowed boolean,
    is_retake boolean,
    is_feedback_request boolean,
    is_default boolean,
    is_wip boolean,
    shotgun_id integer,
    for_concept boolean DEFAULT false,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.task_type (
    name character varying(40) NOT NULL,
    short_name character varying(20),
    description text,
    color character varying(7),
    priority integer,
    for_entity character varying(30),
    allow_timelog boolean,
    archived boolean,
    shotgun_id integer,
    department_id uuid,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE TABLE public.task_type_asset_type_link (
    asset_type_id uuid NOT NULL,
    task_type_id uuid NOT NULL
);
CREATE TABLE public.time_spent (
    duration double precision NOT NULL,
    date date NOT NULL,
    task_id uuid,
    person_id uuid,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone,
    CONSTRAINT check_duration_positive CHECK ((duration > (0)::double precision))
);
CREATE TABLE public.working_file (
    shotgun_id integer,
    name character varying(250),
    description text,
    comment text,
    revision integer,
    size integer,
    checksum integer,
    path character varying(400),
    data jsonb,
    task_id uuid,
    entity_id uuid,
    person_id uuid,
    software_id uuid,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone,
    validation_status character varying(255) DEFAULT 'neutral'::character varying NOT NULL
);
INSERT INTO public.alembic_version VALUES
	('b8e3d1f6a2c9');
INSERT INTO public.api_event VALUES
	('asset-type:new', NULL, NULL, '{"asset_type_id": "85e6d509-d678-4852-ae5c-d41590ac6d9b"}', '5d7c6a51-6c6b-41d7-97b2-957700712d7d', '2026-11-24 17:54:02.412602', '2026-11-24 17:54:02.412612'),
	('asset-type:new', NULL, NULL, '{"asset_type_id": "1dec384e-426c-4fa1-8d98-c7bd71d76aa1"}', '71c0d267-fbc4-4525-a6a9-5c611a3e94ea', '2026-11-24 17:54:02.430668', '2026-11-24 17:54:02.430678'),
	('asset-type:new', NULL, NULL, '{"asset_type_id": "32189a7b-09ea-414c-a8a7-faff27a04f57"}', '26a01290-ad03-42cb-b00d-73ca3239d0f3', '2026-11-24 17:54:02.441588', '2026-11-24 17:54:02.441596'),
	('asset-type:new', NULL, NULL, '{"asset_type_id": "9b0d0581-907d-4fad-aa62-712a191e2dfc"}', '08ed2646-b55c-4cbe-8145-2d9f24f45f30', '2026-11-24 17:54:02.452783', '2026-11-24 17:54:02.452792'),
	('department:new', NULL, NULL, '{"department_id": "00f64899-3f7e-4bcb-bcdf-f91b65fe326c"}', 'cca686ad-ff09-48cc-a04e-1de032f46d21', '2026-11-24 17:54:02.467068', '2026-11-24 17:54:02.467077'),
	('department:new', NULL, NULL, '{"department_id": "711dec84-850e-449f-9154-776518ce9320"}', '6cb5b976-2d66-45a6-84f6-c4276425db6f', '2026-11-24 17:54:02.475188', '2026-11-24 17:54:02.475195'),
	('department:new', NULL, NULL, '{"department_id": "dbc272a8-3379-43c1-ad66-d30e17b43164"}', '9b884d54-b2fd-420f-958e-4ea36bbd1a2f', '2026-11-24 17:54:02.483094', '2026-11-24 17:54:02.483102'),
	('department:new', NULL, NULL, '{"department_id": "b606c415-fa1a-4c00-8c01-ce6833182b46"}', '7e571ede-1742-46b8-bb6f-8f771e2c2253', '2026-11-24 17:54:02.489363', '2026-11-24 17:54:02.48937'),
	('department:new', NULL, NULL, '{"department_id": "ccbda187-92d7-47c0-8efe-ddaa2c48d098"}', '1d4a91d9-f4ae-4053-9563-a4797751c951', '2026-11-24 17:54:02.496704', '2026-11-24 17:54:02.496711'),
	('department:new', NULL, NULL, '{"department_id": "36a7a2d1-300c-48c2-a035-d16fbe9d212b"}', '2d0226ec-5e53-4605-b47a-25f396f417ad', '2026-11-24 17:54:02.503914', '2026-11-24 17:54:02.503925'),
	('task-type:new', NULL, NULL, '{"task_type_id": "088f9018-e020-41a8-98ed-267f75c80024"}', '2d335079-dd34-43b9-83b2-29f89c5bff14', '2026-11-24 17:54:02.515556', '2026-11-24 17:54:02.515564'),
	('task-type:new', NULL, NULL, '{"task_type_id": "e95834ac-85eb-4790-b2b7-9a6155796985"}', '14b5cfd8-315e-45df-bae3-cb31a84e6808', '2026-11-24 17:54:02.52555', '2026-11-24 17:54:02.52556'),
	('task-type:new', NULL, NULL, '{"task_type_id": "1f7b9bd8-e1a1-45ce-a190-64167bb778fc"}', '430ca135-2a14-43f7-8a18-9708bb0d2b7a', '2026-11-24 17:54:02.534334', '2026-11-24 17:54:02.534343'),
	('task-type:new', NULL, NULL, '{"task_type_id": "77e67fe3-4f07-47c5-a670-60bcc8ccbe66"}', 'ed10dfbd-49b8-4b35-a616-6b923357a43a', '2026-11-24 17:54:02.541835', '2026-11-24 17:54:02.541843'),
	('task-type:new', NULL, NULL, '{"task_type_id": "d0488ed5-d56d-4636-a15d-5cffcc3034f6"}', 'ec734262-58b5-433b-8840-3e52c44e3c07', '2026-11-24 17:54:02.550646', '2026-11-24 17:54:02.550654'),
	('task-type:new', NULL, NULL, '{"task_type_id": "094ee8f3-c6ec-423b-8ca5-26f1f6f09883"}', '82d29270-4d1f-49a4-a561-059a70657ec5', '2026-11-24 17:54:02.557752', '2026-11-24 17:54:02.557759'),
	('task-type:new', NULL, NULL, '{"task_type_id": "fcb2cb76-962e-4614-b95d-6b38e34366ef"}', '6dcdea8e-b9c3-478b-922b-9acaae97f13f', '2026-11-24 17:54:02.56435', '2026-11-24 17:54:02.564357'),
	('task-type:new', NULL, NULL, '{"task_type_id": "f290c87c-33c7-4c29-be4a-8a9d24f8377f"}', 'a60c8ec4-6711-4366-8320-b73e6d604b3d', '2026-11-24 17:54:02.575787', '2026-11-24 17:54:02.575797'),
	('task-type:new', NULL, NULL, '{"task_type_id": "42ae7d73-40d6-4e5f-beff-6e5ae24cc668"}', '940c0285-ee2c-44c2-97c6-8fec9a7fb962', '2026-11-24 17:54:02.58808', '2026-11-24 17:54:02.588089'),
	('task-type:new', NULL, NULL, '{"task_type_id": "0490af35-d04e-4e45-a7cf-1ef533c0b5b9"}', 'deed8eb6-362f-438b-9890-fab8420dcdb3', '2026-11-24 17:54:02.602436', '2026-11-24 17:54:02.602445'),
	('task-type:new', NULL, NULL, '{"task_type_id": "421861c2-bf26-49d2-a547-c21e5d0a8218"}', 'f109ab85-e99d-49fe-8d70-f96deefb134a', '2026-11-24 17:54:02.610552', '2026-11-24 17:54:02.610558'),
	('task-type:new', NULL, NULL, '{"task_type_id": "c1728c9f-9095-4064-a798-17872ff87f71"}', 'c223dbb7-dc46-4afe-9fb4-dbe2e3820229', '2026-11-24 17:54:02.617382', '2026-11-24 17:54:02.617389'),
	('task-status:new', NULL, NULL, '{"task_status_id": "a490cbf3-389e-4891-b8af-5485cdcab007"}', '84eeb4e0-bcf3-4e2e-8ce1-bf8f83852a80', '2026-11-24 17:54:02.637819', '2026-11-24 17:54:02.637829'),
	('task-status:new', NULL, NULL, '{"task_status_id": "bc2371ca-628e-425e-abf9-fde12132df4a"}', '72059af9-d0c9-4f6f-a66c-4b4cfcaed8f7', '2026-11-24 17:54:02.650167', '2026-11-24 17:54:02.650176'),
	('task-status:new', NULL, NULL, '{"task_status_id": "9e0c4e66-362b-4a02-a427-7e956727b464"}', '03d611a7-66ad-4874-80a4-c07444b6abc1', '2026-11-24 17:54:02.660205', '2026-11-24 17:54:02.660214'),
	('task-status:new', NULL, NULL, '{"task_status_id": "d5ae1005-0996-4ac9-9d7f-6d1616a861be"}', 'b328d00a-9e06-4c25-8ead-d551726b426a', '2026-11-24 17:54:02.669215', '2026-11-24 17:54:02.669224'),
	('task-status:new', NULL, NULL, '{"task_status_id": "453d2853-1ca6-4272-b38c-b7eb000a98db"}', 'dd95556f-cf56-45e2-8bae-6b4512d821a4', '2026-11-24 17:54:02.683432', '2026-11-24 17:54:02.683441'),
	('task-status:new', NULL, NULL, '{"task_status_id": "979834d6-dcbe-4333-9025-b0dbb1c1c507"}', '996388a2-1343-4ea4-86f6-d85451f44df5', '2026-11-24 17:54:02.697197', '2026-11-24 17:54:02.697208'),
	('task-status:new', NULL, NULL, '{"task_status_id": "33754cbe-9dd5-4c64-afed-893f13521aa8"}', 'b5dcf20d-3159-439e-aa61-8a0eb2950b54', '2026-11-24 17:54:02.712336', '2026-11-24 17:54:02.712346'),
	('task-status:new', NULL, NULL, '{"task_status_id": "7d5482f2-6d40-4e12-a288-ca9f2e9f40d7"}', '5741e651-96d8-4aa9-b1c7-9dd503f9c87c', '2026-11-24 17:54:02.72719', '2026-11-24 17:54:02.7272'),
	('task-status:new', NULL, NULL, '{"task_status_id": "4adaa4bf-c860-4b2a-b43b-63c957925a1b"}', 'c996a7c1-40a9-4dd6-9d41-6f5bfaee05ef', '2026-11-24 17:54:02.742645', '2026-11-24 17:54:02.742656'),
	('person:new', NULL, NULL, '{"person_id": "35689914-b40f-4579-a0e8-2c470c9c95a2"}', 'f2004190-a416-4cdc-b64b-c869cc88c4c1', '2026-11-24 17:54:08.679759', '2026-11-24 17:54:08.679771');
INSERT INTO public.asset_instance VALUES
	('70cffc6f-4c11-4555-b106-19d5f9b2d21f', 'name', 1, 'description', true, '{}', '70cffc6f-4c11-4555-b106-19d5f9b2d21f', '70cffc6f-4c11-4555-b106-19d5f9b2d21f', '70cffc6f-4c11-4555-b106-19d5f9b2d21f', 'a8e3a13c-19d9-4df4-beb0-7275b76b1153', '2ab58741-3ba6-4853-91f0-e4b266a7360a', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.asset_instance_link VALUES
	('70cffc6f-4c11-4555-b106-19d5f9b2d21f', '2ab58741-3ba6-4853-91f0-e4b266a7360a');
INSERT INTO public.attachment_file VALUES
	('name', 1, 'extens', 'mimetype', NULL, 'e9ff61aa-b8f7-4c82-ae8e-639b6153ed8e', NULL, '3c78c18f-54cf-4fc0-bb79-e0192c8ce1e1', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.budget VALUES
	(NULL, 1, 'name', 'cur', '08c04ade-9168-4e80-a4de-4c3a05eaff84', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.budget_entry VALUES
	('08c04ade-9168-4e80-a4de-4c3a05eaff84', '00f64899-3f7e-4bcb-bcdf-f91b65fe326c', '35689914-b40f-4579-a0e8-2c470c9c95a2', '2026-03-04', 1, 1.5, 'supervisor', 'senior', '{}', 'cc942d8b-4d0d-494c-a93f-535b03d6098d', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.build_job VALUES
	('running', 'archive', '2026-03-04 05:06:07', '4663e4ef-5c90-460d-9a76-9fe3367d6fef', 'b7598cc9-7794-4b41-9f8d-ec517f482596', '2026-03-04 05:06:07', '2026-03-04 05:06:07', 'message');
INSERT INTO public.chat VALUES
	('bf910306-9648-428b-b13d-853e51ee363e', 'object_type', '2026-03-04 05:06:07', '5a4d9cec-9458-4d8b-b924-d2aed5e53434', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.chat_message VALUES
	('5a4d9cec-9458-4d8b-b924-d2aed5e53434', '35689914-b40f-4579-a0e8-2c470c9c95a2', 'text', '8fc7da1d-300e-4362-8ede-6a1df9d61ee5', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.chat_participant VALUES
	('5a4d9cec-9458-4d8b-b924-d2aed5e53434', '35689914-b40f-4579-a0e8-2c470c9c95a2');
INSERT INTO public.comment VALUES
	(1, '8b36afa4-44a0-49a8-bd48-a0ab5012c523', 'object_type', 'text', '{}', '{}', '{}', true, '{x}', 'a490cbf3-389e-4891-b8af-5485cdcab007', '35689914-b40f-4579-a0e8-2c470c9c95a2', '35689914-b40f-4579-a0e8-2c470c9c95a2', NULL, '36d5a066-2dbf-448b-9b38-ed4cc7d5b0b0', '2026-03-04 05:06:07', '2026-03-04 05:06:07', false);
INSERT INTO public.comment_acknoledgments VALUES
	('36d5a066-2dbf-448b-9b38-ed4cc7d5b0b0', '35689914-b40f-4579-a0e8-2c470c9c95a2');
INSERT INTO public.comment_department_mentions VALUES
	('36d5a066-2dbf-448b-9b38-ed4cc7d5b0b0', '00f64899-3f7e-4bcb-bcdf-f91b65fe326c');
INSERT INTO public.comment_mentions VALUES
	('36d5a066-2dbf-448b-9b38-ed4cc7d5b0b0', '35689914-b40f-4579-a0e8-2c470c9c95a2');
INSERT INTO public.comment_preview_link VALUES
	('36d5a066-2dbf-448b-9b38-ed4cc7d5b0b0', '4ec15e31-cd38-442a-ad20-0b665dd9a84a');
INSERT INTO public.custom_action VALUES
	('name', 'url', 'entity_type', true, '12874f4b-70ee-4694-acd8-f9253d554ab4', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.data_import_error VALUES
	('{}', 'csv', '260a3c92-5c1c-4618-8251-79d83b34a671', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.day_off VALUES
	('2026-03-04', '2026-03-04', 'description', '35689914-b40f-4579-a0e8-2c470c9c95a2', '895b54a8-2dae-4a35-8583-4958e26cd6c3', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.department VALUES
	('Modeling', '#78909C', false, '00f64899-3f7e-4bcb-bcdf-f91b65fe326c', '2026-11-24 17:54:02.461332', '2026-11-24 17:54:02.460223'),
	('Animation', '#009688', false, '711dec84-850e-449f-9154-776518ce9320', '2026-11-24 17:54:02.471969', '2026-11-24 17:54:02.471335'),
	('FX', '#26C6DA', false, 'dbc272a8-3379-43c1-ad66-d30e17b43164', '2026-11-24 17:54:02.480198', '2026-11-24 17:54:02.479919'),
	('Compositing', '#F06292', false, 'b606c415-fa1a-4c00-8c01-ce6833182b46', '2026-11-24 17:54:02.486626', '2026-11-24 17:54:02.486409'),
	('Concept', '#8D6E63', false, 'ccbda187-92d7-47c0-8efe-ddaa2c48d098', '2026-11-24 17:54:02.493374', '2026-11-24 17:54:02.493082'),
	('Layout', '#7CB342', false, '36a7a2d1-300c-48c2-a035-d16fbe9d212b', '2026-11-24 17:54:02.500573', '2026-11-24 17:54:02.500319');
INSERT INTO public.department_link VALUES
	('35689914-b40f-4579-a0e8-2c470c9c95a2', '00f64899-3f7e-4bcb-bcdf-f91b65fe326c');
INSERT INTO public.department_metadata_descriptor_link VALUES
	('2e96de38-1980-4753-af15-f990e43e4f74', '00f64899-3f7e-4bcb-bcdf-f91b65fe326c');
INSERT INTO public.desktop_login_log VALUES
	('35689914-b40f-4579-a0e8-2c470c9c95a2', '2026-03-04 05:06:07', '726ef830-ec9c-458c-bddb-dd5fa8d895bf', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.entity VALUES
	('70cffc6f-4c11-4555-b106-19d5f9b2d21f', 'name', 'code', 'description', 1, true, 1, 1, true, false, 'standby', '22977fe5-1dea-43db-a46a-890c433f57db', 'a8e3a13c-19d9-4df4-beb0-7275b76b1153', NULL, NULL, '4ec15e31-cd38-442a-ad20-0b665dd9a84a', '{}', 'c47a403f-f8ce-4cae-95ad-9d5db27435ea', '35689914-b40f-4579-a0e8-2c470c9c95a2', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.entity_concept_link VALUES
	('70cffc6f-4c11-4555-b106-19d5f9b2d21f', '70cffc6f-4c11-4555-b106-19d5f9b2d21f', 'bcf53c5c-be71-4c8c-9c4b-ac5057bb1be2', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.entity_link VALUES
	('70cffc6f-4c11-4555-b106-19d5f9b2d21f', '70cffc6f-4c11-4555-b106-19d5f9b2d21f', '{}', 1, 'label', 'cbb45c01-380f-42e0-8fd7-eb42426bbcf8', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.entity_type VALUES
	('Shot', NULL, NULL, false, 'a8e3a13c-19d9-4df4-beb0-7275b76b1153', '2026-11-24 17:54:02.356128', '2026-11-24 17:54:02.356143'),
	('Scene', NULL, NULL, false, '2a38d5da-a58b-4a6b-80d3-fce00ebcde95', '2026-11-24 17:54:02.367871', '2026-11-24 17:54:02.367883'),
	('Sequence', NULL, NULL, false, 'fcde25d9-980d-4bf3-98c1-e4c57987d317', '2026-11-24 17:54:02.374051', '2026-11-24 17:54:02.374063'),
	('Episode', NULL, NULL, false, 'f2367dce-fd49-4463-945e-6ad3a95d1e94', '2026-11-24 17:54:02.380407', '2026-11-24 17:54:02.380417'),
	('Edit', NULL, NULL, false, 'dc060522-ea80-478c-8503-b11b96a55117', '2026-11-24 17:54:02.385797', '2026-11-24 17:54:02.385806'),
	('Concept', NULL, NULL, false, 'fdb018f6-4c09-4282-84c1-ba0ea1f243dd', '2026-11-24 17:54:02.390687', '2026-11-24 17:54:02.390695'),
	('ConceptFolder', NULL, NULL, false, '9242cfb9-b785-473b-814c-cfed61b8e121', '2026-11-24 17:54:02.395633', '2026-11-24 17:54:02.395643'),
	('Character', NULL, NULL, false, '85e6d509-d678-4852-ae5c-d41590ac6d9b', '2026-11-24 17:54:02.405279', '2026-11-24 17:54:02.405293'),
	('Prop', NULL, NULL, false, '1dec384e-426c-4fa1-8d98-c7bd71d76aa1', '2026-11-24 17:54:02.426694', '2026-11-24 17:54:02.426706'),
	('Environment', NULL, NULL, false, '32189a7b-09ea-414c-a8a7-faff27a04f57', '2026-11-24 17:54:02.438247', '2026-11-24 17:54:02.438258'),
	('FX', NULL, NULL, false, '9b0d0581-907d-4fad-aa62-712a191e2dfc', '2026-11-24 17:54:02.449378', '2026-11-24 17:54:02.449388');
INSERT INTO public.entity_version VALUES
	('name', '{}', NULL, '35689914-b40f-4579-a0e8-2c470c9c95a2', '7064b4c4-bc20-4c0a-b71c-134b5c76206f', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.file_status VALUES
	('name', 'color', 'a8542952-19bd-422a-85cc-61542e81b1a3', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.hardware_item VALUES
	('name', 'short_name', true, 1, 1, '80271fbc-5e56-4c9e-a80a-f0750ccdac47', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.hardware_item_department_link VALUES
	('00f64899-3f7e-4bcb-bcdf-f91b65fe326c', '80271fbc-5e56-4c9e-a80a-f0750ccdac47', '844154b5-2846-48d0-ac3b-f8de76995eeb', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.login_log VALUES
	('35689914-b40f-4579-a0e8-2c470c9c95a2', 'ip_address', 'web', '2be248a3-9b44-4051-9997-b93db2337a97', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.metadata_descriptor VALUES
	('22977fe5-1dea-43db-a46a-890c433f57db', 'entity_type', 'name', 'string', 'field_name', '{}', true, 1, '2e96de38-1980-4753-af15-f990e43e4f74', '2026-03-04 05:06:07', '2026-03-04 05:06:07', 'c47a403f-f8ce-4cae-95ad-9d5db27435ea');
INSERT INTO public.milestone VALUES
	('2026-03-04', 'name', NULL, 'c47a403f-f8ce-4cae-95ad-9d5db27435ea', 'ce03d88f-fe37-4589-9f4c-9694f2fbccad', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.news VALUES
	(true, '35689914-b40f-4579-a0e8-2c470c9c95a2', '36d5a066-2dbf-448b-9b38-ed4cc7d5b0b0', '4e218d92-3567-4a3e-bba6-8d3b5f985577', '4ec15e31-cd38-442a-ad20-0b665dd9a84a', '6e05d641-174e-44bf-9719-f4170089a042', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.notification VALUES
	(true, true, 'comment', '35689914-b40f-4579-a0e8-2c470c9c95a2', '35689914-b40f-4579-a0e8-2c470c9c95a2', '36d5a066-2dbf-448b-9b38-ed4cc7d5b0b0', NULL, NULL, '12eec60b-d859-4745-8131-aa008ca8162a', '23ab63ac-3099-45a3-843f-33149b760f57', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.organisation VALUES
	('name', 1.5, true, true, true, true, true, 'chat_token_slack', 'chat_webhook_mattermost', 'chat_token_discord', true, 'aaa378b9-4461-4863-b392-4c0dc34b2cd0', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.output_file VALUES
	(1, 'name', true, 1, 'checksum', 'description', 'comment', 'extension', 1, 'representation', 1, 'source', 'path', '{}', 'a8542952-19bd-422a-85cc-61542e81b1a3', NULL, NULL, NULL, 'c47a403f-f8ce-4cae-95ad-9d5db27435ea', '35689914-b40f-4579-a0e8-2c470c9c95a2', NULL, NULL, 'b4d7b39a-b4bd-46a6-80e3-ddb4875c96aa', '2026-03-04 05:06:07', '2026-03-04 05:06:07', 'low');
INSERT INTO public.output_type VALUES
	('name', 'short_name', '3a3c3b6b-b170-4411-8a62-3fbb82bcef89', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.person VALUES
	('Super', 'Admin', 'admin@example.com', '', 'open-ended', true, false, NULL, '\x24326224313224394d30494f4f566b306275366759434c3244366b6f756b4f774f4b6953664c497238432f72647570396258564b5774587470445753', '', 0, NULL, false, NULL, false, NULL, false, NULL, NULL, NULL, NULL, 'Europe/Paris', 'en_US', NULL, 'admin', 'artist', 'mid', 0, false, false, false, '', false, '', false, '', false, NULL, NULL, NULL, false, NULL, '35689914-b40f-4579-a0e8-2c470c9c95a2', '2026-11-24 17:54:08.665811', '2026-11-24 17:54:08.66582', false, NULL, false, 'YYYY-MM-DD', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.playlist VALUES
	('name', '{}', NULL, NULL, 'c47a403f-f8ce-4cae-95ad-9d5db27435ea', true, 'for_entity', true, '4663e4ef-5c90-460d-9a76-9fe3367d6fef', '2026-03-04 05:06:07', '2026-03-04 05:06:07', '35689914-b40f-4579-a0e8-2c470c9c95a2');
INSERT INTO public.playlist_share_link VALUES
	('token', '4663e4ef-5c90-460d-9a76-9fe3367d6fef', '35689914-b40f-4579-a0e8-2c470c9c95a2', '2026-03-04 05:06:07', true, true, 'password', '7f894830-c982-44dd-9118-35032f3ed7af', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.plugin VALUES
	('plugin_id', 'name', 'description', 'version', 'maintainer_name', 'maintainer_email', 'website', 'license', 'revision', 'aaaefbe7-bb38-474f-bca5-b42448912d53', '2026-03-04 05:06:07', '2026-03-04 05:06:07', true, true, 'icon');
INSERT INTO public.preview_background_file VALUES
	('name', true, true, 'original_name', 'extens', 1, 'bb1da136-8ab1-4ef0-85eb-429716d6cff7', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.preview_file VALUES
	('name', 'original_name', 1, 1, 'extens', 'description', 'path', 'source', 1, 'processing', 'validated', '{}', 1, 1, 1.5, NULL, '35689914-b40f-4579-a0e8-2c470c9c95a2', 'b4d7b39a-b4bd-46a6-80e3-ddb4875c96aa', 1, true, 'url', 'uploaded_movie_url', 'uploaded_movie_name', '4ec15e31-cd38-442a-ad20-0b665dd9a84a', '2026-03-04 05:06:07', '2026-03-04 05:06:07', '{}', 1, 1);
INSERT INTO public.preview_file_storage_state VALUES
	('f04c1ee4-8435-42e9-9107-a0fa7e0f4ac1', '2026-03-04 05:06:07', '2026-03-04 05:06:07', '4ec15e31-cd38-442a-ad20-0b665dd9a84a', 'bucket', 'prefix', 'ok');
INSERT INTO public.production_schedule_version VALUES
	('name', '22977fe5-1dea-43db-a46a-890c433f57db', NULL, true, true, '1ff09e10-8b7b-4874-92dd-036ac737272c', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.production_schedule_version_task_link VALUES
	('1ff09e10-8b7b-4874-92dd-036ac737272c', '4e218d92-3567-4a3e-bba6-8d3b5f985577', '2026-03-04 05:06:07', '2026-03-04 05:06:07', 1.5, '6c0f21fa-47a2-497a-8b1f-8e923c1b006f', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.production_schedule_version_task_link_person_link VALUES
	('6c0f21fa-47a2-497a-8b1f-8e923c1b006f', '35689914-b40f-4579-a0e8-2c470c9c95a2');
INSERT INTO public.project VALUES
	('name', 'code', 'description', 1, '{}', '{}', true, 'fps', 'ratio', 'resolution', 'production_type', '2d', '2026-03-04', '2026-03-04', 1, 1, 1, 1, true, true, true, 'homepage', true, 1, 1, '9b7b07a5-475b-45e8-b70c-00e11ae52949', 'bb1da136-8ab1-4ef0-85eb-429716d6cff7', NULL, '22977fe5-1dea-43db-a46a-890c433f57db', '2026-03-04 05:06:07', '2026-03-04 05:06:07', false, false, 0, false, true, true, true);
INSERT INTO public.project_asset_type_link VALUES
	('22977fe5-1dea-43db-a46a-890c433f57db', 'a8e3a13c-19d9-4df4-beb0-7275b76b1153');
INSERT INTO public.project_person_link VALUES
	('22977fe5-1dea-43db-a46a-890c433f57db', '35689914-b40f-4579-a0e8-2c470c9c95a2', 1, 'user');
INSERT INTO public.project_preview_background_file_link VALUES
	('22977fe5-1dea-43db-a46a-890c433f57db', 'bb1da136-8ab1-4ef0-85eb-429716d6cff7');
INSERT INTO public.project_status VALUES
	('Open', '#000000', '9b7b07a5-475b-45e8-b70c-00e11ae52949', '2026-11-24 17:54:02.332622', '2026-11-24 17:54:02.331015'),
	('Closed', '#000000', 'e72c3e7f-a73a-47c9-96c1-3c26938736bd', '2026-11-24 17:54:02.3416', '2026-11-24 17:54:02.340773');
INSERT INTO public.project_status_automation_link VALUES
	('22977fe5-1dea-43db-a46a-890c433f57db', '25d50d4b-ca69-424d-bf57-aafdda292940');
INSERT INTO public.project_task_status_link VALUES
	('22977fe5-1dea-43db-a46a-890c433f57db', 'a490cbf3-389e-4891-b8af-5485cdcab007', 1, '{x}', 'a749df96-6b4f-4742-b78d-50039c665b16', '2026-03-04 05:06:07', '2026-03-04 05:06:07', true);
INSERT INTO public.project_task_type_link VALUES
	('22977fe5-1dea-43db-a46a-890c433f57db', 'c47a403f-f8ce-4cae-95ad-9d5db27435ea', 1, '43478639-8e73-4710-b2d8-310eaf4428bb', '2026-03-04 05:06:07', '2026-03-04 05:06:07', 1, 1, true);
INSERT INTO public.project_task_type_software_link VALUES
	('22977fe5-1dea-43db-a46a-890c433f57db', 'c47a403f-f8ce-4cae-95ad-9d5db27435ea', '1ecb4f1f-a79f-4919-be6f-e834f78b8577', 'faf3782a-6383-48f4-9fb0-02cf8695d48a', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.project_template VALUES
	('name', 'description', 'fps', 'ratio', 'resolution', 'production_type', '2d', 1, true, true, true, true, 'homepage', 1, 1, '{}', '{}', '{}', '8fa7484f-5fa4-432d-9482-abee06955587', '2026-03-04 05:06:07', '2026-03-04 05:06:07', 'bb1da136-8ab1-4ef0-85eb-429716d6cff7', false, 0, false, true, true, true);
INSERT INTO public.project_template_asset_type_link VALUES
	('8fa7484f-5fa4-432d-9482-abee06955587', 'a8e3a13c-19d9-4df4-beb0-7275b76b1153');
INSERT INTO public.project_template_preview_background_file_link VALUES
	('8fa7484f-5fa4-432d-9482-abee06955587', 'bb1da136-8ab1-4ef0-85eb-429716d6cff7');
INSERT INTO public.project_template_status_automation_link VALUES
	('8fa7484f-5fa4-432d-9482-abee06955587', '25d50d4b-ca69-424d-bf57-aafdda292940');
INSERT INTO public.project_template_task_status_link VALUES
	('8fa7484f-5fa4-432d-9482-abee06955587', 'a490cbf3-389e-4891-b8af-5485cdcab007', 1, '{x}', 'f9eba6c6-8306-4965-83a0-a9cc6408cafb', '2026-03-04 05:06:07', '2026-03-04 05:06:07', true);
INSERT INTO public.project_template_task_type_link VALUES
	('8fa7484f-5fa4-432d-9482-abee06955587', 'c47a403f-f8ce-4cae-95ad-9d5db27435ea', 1, '428016fb-42ff-4103-95ed-09effcbeaf97', '2026-03-04 05:06:07', '2026-03-04 05:06:07', 1, 1, true);
INSERT INTO public.salary_scale VALUES
	('00f64899-3f7e-4bcb-bcdf-f91b65fe326c', 'supervisor', 'senior', 1, 'a9e6d06a-ad0a-441f-872c-c38e8585ce4a', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.schedule_item VALUES
	('2026-03-04', '2026-03-04', 1, '22977fe5-1dea-43db-a46a-890c433f57db', 'c47a403f-f8ce-4cae-95ad-9d5db27435ea', '7de97118-ba23-4248-8764-bdd78e532eb8', 'c3453d0a-a7bb-43d5-b259-7088eecf7722', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.search_filter VALUES
	('list_type', 'entity_type', 'name', 'search_query', false, '00f64899-3f7e-4bcb-bcdf-f91b65fe326c', NULL, '35689914-b40f-4579-a0e8-2c470c9c95a2', '22977fe5-1dea-43db-a46a-890c433f57db', 'b057f22e-67de-477d-81ac-7998bd61d99a', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.search_filter_group VALUES
	('list_type', 'entity_type', 'name', 'color', false, '35689914-b40f-4579-a0e8-2c470c9c95a2', '22977fe5-1dea-43db-a46a-890c433f57db', '00f64899-3f7e-4bcb-bcdf-f91b65fe326c', '9d278db1-b5d9-4d9b-ac2e-b20690bf573b', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.software VALUES
	('name', 'short_name', true, 'version', 'file_extension', '{}', 1, 1, '1ecb4f1f-a79f-4919-be6f-e834f78b8577', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.software_department_link VALUES
	('00f64899-3f7e-4bcb-bcdf-f91b65fe326c', '1ecb4f1f-a79f-4919-be6f-e834f78b8577', 'b65c9362-44eb-42be-9a1e-67d911987a06', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.status_automation VALUES
	('entity_type', 'c47a403f-f8ce-4cae-95ad-9d5db27435ea', 'a490cbf3-389e-4891-b8af-5485cdcab007', 'status', 'c47a403f-f8ce-4cae-95ad-9d5db27435ea', 'a490cbf3-389e-4891-b8af-5485cdcab007', false, true, '25d50d4b-ca69-424d-bf57-aafdda292940', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.stored_file VALUES
	('9ccbd025-a6eb-4fa7-ad33-860e55001a44', '2026-03-04 05:06:07', '2026-03-04 05:06:07', 'bucket', 'key', 'prefix', 'file_id', 1, '2026-03-04 05:06:07', false, '2026-03-04 05:06:07', 0, 'last_error', '[]');
INSERT INTO public.studio VALUES
	('name', 'color', true, '243e5ff0-eff7-4d8c-9abb-623a96838afa', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.subscription VALUES
	('35689914-b40f-4579-a0e8-2c470c9c95a2', NULL, NULL, 'c47a403f-f8ce-4cae-95ad-9d5db27435ea', 'bd212108-131d-4fdc-9dfc-518d2c43f00b', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.task VALUES
	('name', 'description', 1, 3, 1.5, 1.5, 1, 1, 1, '2026-03-04 05:06:07', '2026-03-04 05:06:07', '2026-03-04 05:06:07', '2026-03-04 05:06:07', '2026-03-04 05:06:07', '2026-03-04 05:06:07', 1, '{}', 1, 1, '22fac8da-350f-483e-af46-0ad389ce493a', '22977fe5-1dea-43db-a46a-890c433f57db', 'c47a403f-f8ce-4cae-95ad-9d5db27435ea', 'a490cbf3-389e-4891-b8af-5485cdcab007', NULL, '35689914-b40f-4579-a0e8-2c470c9c95a2', '4e218d92-3567-4a3e-bba6-8d3b5f985577', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.task_person_link VALUES
	('4e218d92-3567-4a3e-bba6-8d3b5f985577', '35689914-b40f-4579-a0e8-2c470c9c95a2');
INSERT INTO public.task_status VALUES
	('Todo', false, 'todo', NULL, '#f5f5f5', 1, false, true, true, false, false, true, false, NULL, false, 'a490cbf3-389e-4891-b8af-5485cdcab007', '2026-11-24 17:54:02.631368', '2026-11-24 17:54:02.631381'),
	('Work In Progress', false, 'wip', NULL, '#3273dc', 1, false, true, true, false, false, false, true, NULL, false, 'bc2371ca-628e-425e-abf9-fde12132df4a', '2026-11-24 17:54:02.645623', '2026-11-24 17:54:02.645634'),
	('Waiting For Approval', false, 'wfa', NULL, '#ab26ff', 1, false, true, true, false, true, false, false, NULL, false, '9e0c4e66-362b-4a02-a427-7e956727b464', '2026-11-24 17:54:02.656258', '2026-11-24 17:54:02.656267'),
	('Retake', false, 'retake', NULL, '#ff3860', 1, false, true, true, true, false, false, false, NULL, false, 'd5ae1005-0996-4ac9-9d7f-6d1616a861be', '2026-11-24 17:54:02.665441', '2026-11-24 17:54:02.66545'),
	('Done', false, 'done', NULL, '#22d160', 1, true, true, true, false, false, false, false, NULL, false, '453d2853-1ca6-4272-b38c-b7eb000a98db', '2026-11-24 17:54:02.679159', '2026-11-24 17:54:02.679169'),
	('Ready To Start', false, 'ready', NULL, '#fbc02d', 1, false, true, true, false, false, false, false, NULL, false, '979834d6-dcbe-4333-9025-b0dbb1c1c507', '2026-11-24 17:54:02.692104', '2026-11-24 17:54:02.692116'),
	('Neutral', false, 'neutral', NULL, '#CCCCCC', 1, false, true, true, false, false, true, false, NULL, true, '33754cbe-9dd5-4c64-afed-893f13521aa8', '2026-11-24 17:54:02.708111', '2026-11-24 17:54:02.708125'),
	('Approved', false, 'approved', NULL, '#66BB6A', 1, false, true, true, false, false, false, false, NULL, true, '7d5482f2-6d40-4e12-a288-ca9f2e9f40d7', '2026-11-24 17:54:02.721081', '2026-11-24 17:54:02.721093'),
	('Rejected', false, 'rejected', NULL, '#E81123', 1, false, true, true, false, false, false, false, NULL, true, '4adaa4bf-c860-4b2a-b43b-63c957925a1b', '2026-11-24 17:54:02.738332', '2026-11-24 17:54:02.738343');
INSERT INTO public.task_type VALUES
	('Concept', '', NULL, '#8D6E63', 1, 'Concept', true, false, NULL, NULL, 'c47a403f-f8ce-4cae-95ad-9d5db27435ea', '2026-11-24 17:53:56.113732', '2026-11-24 17:53:56.113751'),
	('Concept', '', NULL, '#8D6E63', 1, 'Asset', true, false, NULL, 'ccbda187-92d7-47c0-8efe-ddaa2c48d098', '088f9018-e020-41a8-98ed-267f75c80024', '2026-11-24 17:54:02.511604', '2026-11-24 17:54:02.511616'),
	('Modeling', '', NULL, '#78909C', 2, 'Asset', true, false, NULL, '00f64899-3f7e-4bcb-bcdf-f91b65fe326c', 'e95834ac-85eb-4790-b2b7-9a6155796985', '2026-11-24 17:54:02.522359', '2026-11-24 17:54:02.52237'),
	('Shading', '', NULL, '#64B5F6', 3, 'Asset', true, false, NULL, '00f64899-3f7e-4bcb-bcdf-f91b65fe326c', '1f7b9bd8-e1a1-45ce-a190-64167bb778fc', '2026-11-24 17:54:02.531805', '2026-11-24 17:54:02.531814'),
	('Rigging', '', NULL, '#9CCC65', 4, 'Asset', true, false, NULL, '711dec84-850e-449f-9154-776518ce9320', '77e67fe3-4f07-47c5-a670-60bcc8ccbe66', '2026-11-24 17:54:02.53945', '2026-11-24 17:54:02.539459'),
	('Storyboard', '', NULL, '#43A047', 1, 'Shot', true, false, NULL, 'ccbda187-92d7-47c0-8efe-ddaa2c48d098', 'd0488ed5-d56d-4636-a15d-5cffcc3034f6', '2026-11-24 17:54:02.548192', '2026-11-24 17:54:02.548203'),
	('Layout', '', NULL, '#7CB342', 2, 'Shot', true, false, NULL, '36a7a2d1-300c-48c2-a035-d16fbe9d212b', '094ee8f3-c6ec-423b-8ca5-26f1f6f09883', '2026-11-24 17:54:02.55549', '2026-11-24 17:54:02.555498'),
	('Animation', '', NULL, '#009688', 3, 'Shot', true, false, NULL, '711dec84-850e-449f-9154-776518ce9320', 'fcb2cb76-962e-4614-b95d-6b38e34366ef', '2026-11-24 17:54:02.56234', '2026-11-24 17:54:02.562348'),
	('Lighting', '', NULL, '#F9A825', 4, 'Shot', true, false, NULL, 'b606c415-fa1a-4c00-8c01-ce6833182b46', 'f290c87c-33c7-4c29-be4a-8a9d24f8377f', '2026-11-24 17:54:02.569241', '2026-11-24 17:54:02.56925'),
	('FX', '', NULL, '#26C6DA', 5, 'Shot', true, false, NULL, 'dbc272a8-3379-43c1-ad66-d30e17b43164', '42ae7d73-40d6-4e5f-beff-6e5ae24cc668', '2026-11-24 17:54:02.583737', '2026-11-24 17:54:02.583749'),
	('Rendering', '', NULL, '#F06292', 6, 'Shot', true, false, NULL, 'b606c415-fa1a-4c00-8c01-ce6833182b46', '0490af35-d04e-4e45-a7cf-1ef533c0b5b9', '2026-11-24 17:54:02.599457', '2026-11-24 17:54:02.599472'),
	('Compositing', '', NULL, '#ff5252', 7, 'Shot', true, false, NULL, 'b606c415-fa1a-4c00-8c01-ce6833182b46', '421861c2-bf26-49d2-a547-c21e5d0a8218', '2026-11-24 17:54:02.608294', '2026-11-24 17:54:02.608304'),
	('Edit', '', NULL, '#9b298c', 8, 'Edit', true, false, NULL, 'b606c415-fa1a-4c00-8c01-ce6833182b46', 'c1728c9f-9095-4064-a798-17872ff87f71', '2026-11-24 17:54:02.61528', '2026-11-24 17:54:02.615289');
INSERT INTO public.task_type_asset_type_link VALUES
	('a8e3a13c-19d9-4df4-beb0-7275b76b1153', 'c47a403f-f8ce-4cae-95ad-9d5db27435ea');
INSERT INTO public.time_spent VALUES
	(1.5, '2026-03-04', '4e218d92-3567-4a3e-bba6-8d3b5f985577', '35689914-b40f-4579-a0e8-2c470c9c95a2', '71261a48-b14c-44b3-9ca9-ae024b79d3f0', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.working_file VALUES
	(1, 'name', 'description', 'comment', 1, 1, 1, 'path', '{}', '4e218d92-3567-4a3e-bba6-8d3b5f985577', NULL, '35689914-b40f-4579-a0e8-2c470c9c95a2', '1ecb4f1f-a79f-4919-be6f-e834f78b8577', '8bf96510-8f66-48e1-9c07-6634f5e9e2c1', '2026-03-04 05:06:07', '2026-03-04 05:06:07', 'neutral');
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.api_event
    ADD CONSTRAINT api_event_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.asset_instance_link
    ADD CONSTRAINT asset_instance_link_pkey PRIMARY KEY (entity_id, asset_instance_id);
ALTER TABLE ONLY public.asset_instance
    ADD CONSTRAINT asset_instance_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.asset_instance
    ADD CONSTRAINT asset_instance_uc UNIQUE (asset_id, target_asset_id, scene_id, number);
ALTER TABLE ONLY public.task_person_link
    ADD CONSTRAINT assignations_pkey PRIMARY KEY (task_id, person_id);
ALTER TABLE ONLY public.attachment_file
    ADD CONSTRAINT attachment_file_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.budget_entry
    ADD CONSTRAINT budget_entry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.budget
    ADD CONSTRAINT budget_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.build_job
    ADD CONSTRAINT build_job_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.chat_message
    ADD CONSTRAINT chat_message_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.chat_participant
    ADD CONSTRAINT chat_participant_pkey PRIMARY KEY (chat_id, person_id);
ALTER TABLE ONLY public.chat
    ADD CONSTRAINT chat_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.comment_acknoledgments
    ADD CONSTRAINT comment_acknoledgments_pkey PRIMARY KEY (comment, person);
ALTER TABLE ONLY public.comment_department_mentions
    ADD CONSTRAINT comment_department_mentions_pkey PRIMARY KEY (comment, department);
ALTER TABLE ONLY public.comment_mentions
    ADD CONSTRAINT comment_mentions_pkey PRIMARY KEY (comment, person);
ALTER TABLE ONLY public.comment
    ADD CONSTRAINT comment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.comment_preview_link
    ADD CONSTRAINT comment_preview_link_pkey PRIMARY KEY (comment, preview_file);
ALTER TABLE ONLY public.custom_action
    ADD CONSTRAINT custom_action_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.data_import_error
    ADD CONSTRAINT data_import_error_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.day_off
    ADD CONSTRAINT day_off_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.day_off
    ADD CONSTRAINT day_off_uc UNIQUE (person_id, date);
ALTER TABLE ONLY public.department_link
    ADD CONSTRAINT department_link_pkey PRIMARY KEY (person_id, department_id);
ALTER TABLE ONLY public.department_link
    ADD CONSTRAINT department_link_uc UNIQUE (person_id, department_id);
ALTER TABLE ONLY public.department_metadata_descriptor_link
    ADD CONSTRAINT department_metadata_descriptor_link_pkey PRIMARY KEY (metadata_descriptor_id, department_id);
ALTER TABLE ONLY public.department_metadata_descriptor_link
    ADD CONSTRAINT department_metadata_descriptor_link_uc UNIQUE (metadata_descriptor_id, department_id);
ALTER TABLE ONLY public.department
    ADD CONSTRAINT department_name_key UNIQUE (name);
ALTER TABLE ONLY public.department
    ADD CONSTRAINT department_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desktop_login_log
    ADD CONSTRAINT desktop_login_log_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.entity_concept_link
    ADD CONSTRAINT entity_concept_link_pkey PRIMARY KEY (entity_in_id, entity_out_id, id);
ALTER TABLE ONLY public.entity_link
    ADD CONSTRAINT entity_link_pkey PRIMARY KEY (entity_in_id, entity_out_id, id);
ALTER TABLE ONLY public.entity_link
    ADD CONSTRAINT entity_link_uc UNIQUE (entity_in_id, entity_out_id);
ALTER TABLE ONLY public.entity
    ADD CONSTRAINT entity_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.entity_type
    ADD CONSTRAINT entity_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.entity
    ADD CONSTRAINT entity_uc UNIQUE (name, project_id, entity_type_id, parent_id);
ALTER TABLE ONLY public.entity_version
    ADD CONSTRAINT entity_version_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.file_status
    ADD CONSTRAINT file_status_name_key UNIQUE (name);
ALTER TABLE ONLY public.file_status
    ADD CONSTRAINT file_status_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.hardware_item_department_link
    ADD CONSTRAINT hardware_item_department_link_pkey PRIMARY KEY (department_id, hardware_item_id, id);
ALTER TABLE ONLY public.hardware_item_department_link
    ADD CONSTRAINT hardware_item_department_link_uc UNIQUE (hardware_item_id, department_id);
ALTER TABLE ONLY public.hardware_item
    ADD CONSTRAINT hardware_item_name_key UNIQUE (name);
ALTER TABLE ONLY public.hardware_item
    ADD CONSTRAINT hardware_item_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.login_log
    ADD CONSTRAINT login_log_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.metadata_descriptor
    ADD CONSTRAINT metadata_descriptor_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.milestone
    ADD CONSTRAINT milestone_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.news
    ADD CONSTRAINT news_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notification
    ADD CONSTRAINT notification_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notification
    ADD CONSTRAINT notification_uc UNIQUE (person_id, author_id, comment_id, reply_id, playlist_id, type);
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_name_key UNIQUE (name);
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.output_file
    ADD CONSTRAINT output_file_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.output_file
    ADD CONSTRAINT output_file_uc UNIQUE (name, entity_id, asset_instance_id, output_type_id, task_type_id, temporal_entity_id, representation, revision);
ALTER TABLE ONLY public.output_type
    ADD CONSTRAINT output_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_jti_key UNIQUE (jti);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_ldap_uid_key UNIQUE (ldap_uid);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_oidc_identity_uc UNIQUE (oidc_issuer, oidc_subject);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_saml_identity_uc UNIQUE (saml_issuer, saml_subject);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_shotgun_id_key UNIQUE (shotgun_id);
ALTER TABLE ONLY public.playlist
    ADD CONSTRAINT playlist_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.playlist_share_link
    ADD CONSTRAINT playlist_share_link_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.playlist
    ADD CONSTRAINT playlist_uc UNIQUE (name, project_id, episode_id);
ALTER TABLE ONLY public.plugin
    ADD CONSTRAINT plugin_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.preview_background_file
    ADD CONSTRAINT preview_background_file_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.preview_file
    ADD CONSTRAINT preview_file_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.preview_file
    ADD CONSTRAINT preview_file_shotgun_id_key UNIQUE (shotgun_id);
ALTER TABLE ONLY public.preview_file_storage_state
    ADD CONSTRAINT preview_file_storage_state_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.preview_file_storage_state
    ADD CONSTRAINT preview_file_storage_state_uc UNIQUE (preview_file_id, bucket, prefix);
ALTER TABLE ONLY public.preview_file
    ADD CONSTRAINT preview_uc UNIQUE (name, task_id, revision);
ALTER TABLE ONLY public.production_schedule_version
    ADD CONSTRAINT production_schedule_version_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.production_schedule_version_task_link_person_link
    ADD CONSTRAINT production_schedule_version_task_link_person_link_pkey PRIMARY KEY (production_schedule_version_task_link_id, person_id);
ALTER TABLE ONLY public.production_schedule_version_task_link
    ADD CONSTRAINT production_schedule_version_task_link_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.production_schedule_version_task_link
    ADD CONSTRAINT production_schedule_version_task_link_uc UNIQUE (production_schedule_version_id, task_id);
ALTER TABLE ONLY public.production_schedule_version
    ADD CONSTRAINT production_schedule_version_uc UNIQUE (name, project_id);
ALTER TABLE ONLY public.project_asset_type_link
    ADD CONSTRAINT project_asset_type_link_pkey PRIMARY KEY (project_id, asset_type_id);
ALTER TABLE ONLY public.project_person_link
    ADD CONSTRAINT project_person_link_pkey PRIMARY KEY (project_id, person_id);
ALTER TABLE ONLY public.project
    ADD CONSTRAINT project_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.project_preview_background_file_link
    ADD CONSTRAINT project_preview_background_file_link_pkey PRIMARY KEY (project_id, preview_background_file_id);
ALTER TABLE ONLY public.project_status_automation_link
    ADD CONSTRAINT project_status_automation_link_pkey PRIMARY KEY (project_id, status_automation_id);
ALTER TABLE ONLY public.project_status
    ADD CONSTRAINT project_status_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.project_task_status_link
    ADD CONSTRAINT project_task_status_link_pkey PRIMARY KEY (project_id, task_status_id, id);
ALTER TABLE ONLY public.project_task_type_link
    ADD CONSTRAINT project_task_type_link_pkey PRIMARY KEY (project_id, task_type_id, id);
ALTER TABLE ONLY public.project_task_type_software_link
    ADD CONSTRAINT project_task_type_software_link_pkey PRIMARY KEY (project_id, task_type_id, software_id, id);
ALTER TABLE ONLY public.project_task_type_software_link
    ADD CONSTRAINT project_task_type_software_uc UNIQUE (project_id, task_type_id, software_id);
ALTER TABLE ONLY public.project_task_status_link
    ADD CONSTRAINT project_taskstatus_uc UNIQUE (project_id, task_status_id);
ALTER TABLE ONLY public.project_task_type_link
    ADD CONSTRAINT project_tasktype_uc UNIQUE (project_id, task_type_id);
ALTER TABLE ONLY public.project_template_asset_type_link
    ADD CONSTRAINT project_template_asset_type_link_pkey PRIMARY KEY (project_template_id, asset_type_id);
ALTER TABLE ONLY public.project_template
    ADD CONSTRAINT project_template_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.project_template_preview_background_file_link
    ADD CONSTRAINT project_template_preview_background_file_link_pkey PRIMARY KEY (project_template_id, preview_background_file_id);
ALTER TABLE ONLY public.project_template_status_automation_link
    ADD CONSTRAINT project_template_status_automation_link_pkey PRIMARY KEY (project_template_id, status_automation_id);
ALTER TABLE ONLY public.project_template_task_status_link
    ADD CONSTRAINT project_template_task_status_link_pkey PRIMARY KEY (project_template_id, task_status_id);
ALTER TABLE ONLY public.project_template_task_type_link
    ADD CONSTRAINT project_template_task_type_link_pkey PRIMARY KEY (project_template_id, task_type_id);
ALTER TABLE ONLY public.project_template_task_status_link
    ADD CONSTRAINT project_template_taskstatus_uc UNIQUE (project_template_id, task_status_id);
ALTER TABLE ONLY public.project_template_task_type_link
    ADD CONSTRAINT project_template_tasktype_uc UNIQUE (project_template_id, task_type_id);
ALTER TABLE ONLY public.salary_scale
    ADD CONSTRAINT salary_scale_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.schedule_item
    ADD CONSTRAINT schedule_item_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.schedule_item
    ADD CONSTRAINT schedule_item_uc UNIQUE (project_id, task_type_id, object_id);
ALTER TABLE ONLY public.search_filter_group
    ADD CONSTRAINT search_filter_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.search_filter
    ADD CONSTRAINT search_filter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.software_department_link
    ADD CONSTRAINT software_department_link_pkey PRIMARY KEY (department_id, software_id, id);
ALTER TABLE ONLY public.software_department_link
    ADD CONSTRAINT software_department_link_uc UNIQUE (department_id, software_id);
ALTER TABLE ONLY public.software
    ADD CONSTRAINT software_name_key UNIQUE (name);
ALTER TABLE ONLY public.software
    ADD CONSTRAINT software_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.status_automation
    ADD CONSTRAINT status_automation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.stored_file
    ADD CONSTRAINT stored_file_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.stored_file
    ADD CONSTRAINT stored_file_uc UNIQUE (bucket, key);
ALTER TABLE ONLY public.studio
    ADD CONSTRAINT studio_name_key UNIQUE (name);
ALTER TABLE ONLY public.studio
    ADD CONSTRAINT studio_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.subscription
    ADD CONSTRAINT subscription_entity_uc UNIQUE (person_id, task_type_id, entity_id);
ALTER TABLE ONLY public.subscription
    ADD CONSTRAINT subscription_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.subscription
    ADD CONSTRAINT subscription_task_uc UNIQUE (person_id, task_id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.task_status
    ADD CONSTRAINT task_status_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.task_type_asset_type_link
    ADD CONSTRAINT task_type_asset_type_link_pkey PRIMARY KEY (asset_type_id, task_type_id);
ALTER TABLE ONLY public.task_type_asset_type_link
    ADD CONSTRAINT task_type_asset_type_link_uc UNIQUE (asset_type_id, task_type_id);
ALTER TABLE ONLY public.task_type
    ADD CONSTRAINT task_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.task_type
    ADD CONSTRAINT task_type_uc UNIQUE (name, for_entity, department_id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_uc UNIQUE (name, project_id, task_type_id, entity_id);
ALTER TABLE ONLY public.time_spent
    ADD CONSTRAINT time_spent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.time_spent
    ADD CONSTRAINT time_spent_uc UNIQUE (person_id, task_id, date);
ALTER TABLE ONLY public.working_file
    ADD CONSTRAINT working_file_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.working_file
    ADD CONSTRAINT working_file_uc UNIQUE (name, task_id, entity_id, revision);
CREATE INDEX ix_api_event_created_at ON public.api_event USING btree (created_at);
CREATE INDEX ix_api_event_name ON public.api_event USING btree (name);
CREATE INDEX ix_api_event_project_id ON public.api_event USING btree (project_id);
CREATE INDEX ix_api_event_project_id_created_at ON public.api_event USING btree (project_id, created_at);
CREATE INDEX ix_api_event_user_id ON public.api_event USING btree (user_id);
CREATE INDEX ix_asset_instance_asset_id ON public.asset_instance USING btree (asset_id);
CREATE INDEX ix_asset_instance_entity_id ON public.asset_instance USING btree (entity_id);
CREATE INDEX ix_asset_instance_entity_type_id ON public.asset_instance USING btree (entity_type_id);
CREATE INDEX ix_asset_instance_scene_id ON public.asset_instance USING btree (scene_id);
CREATE INDEX ix_asset_instance_target_asset_id ON public.asset_instance USING btree (target_asset_id);
CREATE INDEX ix_attachment_file_chat_message_id ON public.attachment_file USING btree (chat_message_id);
CREATE INDEX ix_attachment_file_comment_id ON public.attachment_file USING btree (comment_id);
CREATE INDEX ix_budget_entry_budget_id ON public.budget_entry USING btree (budget_id);
CREATE INDEX ix_budget_entry_department_id ON public.budget_entry USING btree (department_id);
CREATE INDEX ix_budget_entry_person_id ON public.budget_entry USING btree (person_id);
CREATE INDEX ix_budget_project_id ON public.budget USING btree (project_id);
CREATE INDEX ix_build_job_playlist_id ON public.build_job USING btree (playlist_id);
CREATE INDEX ix_chat_message_chat_id ON public.chat_message USING btree (chat_id);
CREATE INDEX ix_chat_message_person_id ON public.chat_message USING btree (person_id);
CREATE INDEX ix_chat_object_id ON public.chat USING btree (object_id);
CREATE INDEX ix_chat_object_type ON public.chat USING btree (object_type);
CREATE INDEX ix_comment_editor_id ON public.comment USING btree (editor_id);
CREATE INDEX ix_comment_object_id ON public.comment USING btree (object_id);
CREATE INDEX ix_comment_object_type ON public.comment USING btree (object_type);
CREATE INDEX ix_comment_person_id ON public.comment USING btree (person_id);
CREATE INDEX ix_comment_preview_file_id ON public.comment USING btree (preview_file_id);
CREATE INDEX ix_comment_preview_link_comment ON public.comment_preview_link USING btree (comment);
CREATE INDEX ix_comment_preview_link_preview_file ON public.comment_preview_link USING btree (preview_file);
CREATE INDEX ix_comment_task_status_id ON public.comment USING btree (task_status_id);
CREATE INDEX ix_day_off_person_id ON public.day_off USING btree (person_id);
CREATE INDEX ix_department_link_department_id ON public.department_link USING btree (department_id);
CREATE INDEX ix_department_link_person_id ON public.department_link USING btree (person_id);
CREATE INDEX ix_department_metadata_descriptor_link_department_id ON public.department_metadata_descriptor_link USING btree (department_id);
CREATE INDEX ix_department_metadata_descriptor_link_metadata_descriptor_id ON public.department_metadata_descriptor_link USING btree (metadata_descriptor_id);
CREATE INDEX ix_desktop_login_log_person_id ON public.desktop_login_log USING btree (person_id);
CREATE INDEX ix_entity_created_by ON public.entity USING btree (created_by);
CREATE INDEX ix_entity_entity_type_id ON public.entity USING btree (entity_type_id);
CREATE INDEX ix_entity_entity_type_parent ON public.entity USING btree (entity_type_id, parent_id);
CREATE INDEX ix_entity_entity_type_project ON public.entity USING btree (entity_type_id, project_id);
CREATE INDEX ix_entity_link_entity_in_id ON public.entity_link USING btree (entity_in_id);
CREATE INDEX ix_entity_link_entity_out_id ON public.entity_link USING btree (entity_out_id);
CREATE INDEX ix_entity_parent_id ON public.entity USING btree (parent_id);
CREATE INDEX ix_entity_project_id ON public.entity USING btree (project_id);
CREATE INDEX ix_entity_project_type_status ON public.entity USING btree (project_id, entity_type_id, status);
CREATE INDEX ix_entity_source_id ON public.entity USING btree (source_id);
CREATE INDEX ix_entity_status ON public.entity USING btree (status);
CREATE UNIQUE INDEX ix_entity_type_name ON public.entity_type USING btree (name);
CREATE INDEX ix_entity_version_entity_id ON public.entity_version USING btree (entity_id);
CREATE INDEX ix_entity_version_person_id ON public.entity_version USING btree (person_id);
CREATE INDEX ix_hardware_item_department_link_department_id ON public.hardware_item_department_link USING btree (department_id);
CREATE INDEX ix_hardware_item_department_link_hardware_item_id ON public.hardware_item_department_link USING btree (hardware_item_id);
CREATE INDEX ix_login_log_person_id ON public.login_log USING btree (person_id);
CREATE INDEX ix_metadata_descriptor_entity_type ON public.metadata_descriptor USING btree (entity_type);
CREATE INDEX ix_metadata_descriptor_for_client ON public.metadata_descriptor USING btree (for_client);
CREATE INDEX ix_metadata_descriptor_project_id ON public.metadata_descriptor USING btree (project_id);
CREATE INDEX ix_metadata_descriptor_task_type_id ON public.metadata_descriptor USING btree (task_type_id);
CREATE INDEX ix_milestone_project_id ON public.milestone USING btree (project_id);
CREATE INDEX ix_milestone_task_type_id ON public.milestone USING btree (task_type_id);
CREATE INDEX ix_news_author_id ON public.news USING btree (author_id);
CREATE INDEX ix_news_comment_id ON public.news USING btree (comment_id);
CREATE INDEX ix_news_preview_file_id ON public.news USING btree (preview_file_id);
CREATE INDEX ix_news_task_id ON public.news USING btree (task_id);
CREATE INDEX ix_notification_author_id ON public.notification USING btree (author_id);
CREATE INDEX ix_notification_comment_id ON public.notification USING btree (comment_id);
CREATE INDEX ix_notification_person_id ON public.notification USING btree (person_id);
CREATE INDEX ix_notification_playlist_id ON public.notification USING btree (playlist_id);
CREATE INDEX ix_notification_reply_id ON public.notification USING btree (reply_id);
CREATE INDEX ix_notification_task_id ON public.notification USING btree (task_id);
CREATE INDEX ix_output_file_asset_instance_id ON public.output_file USING btree (asset_instance_id);
CREATE INDEX ix_output_file_entity_id ON public.output_file USING btree (entity_id);
CREATE INDEX ix_output_file_file_status_id ON public.output_file USING btree (file_status_id);
CREATE INDEX ix_output_file_output_type_id ON public.output_file USING btree (output_type_id);
CREATE INDEX ix_output_file_person_id ON public.output_file USING btree (person_id);
CREATE INDEX ix_output_file_representation ON public.output_file USING btree (representation);
CREATE INDEX ix_output_file_source_file_id ON public.output_file USING btree (source_file_id);
CREATE INDEX ix_output_file_task_type_id ON public.output_file USING btree (task_type_id);
CREATE INDEX ix_output_file_temporal_entity_id ON public.output_file USING btree (temporal_entity_id);
CREATE UNIQUE INDEX ix_output_type_name ON public.output_type USING btree (name);
CREATE UNIQUE INDEX ix_person_preview_project_id ON public.person USING btree (preview_project_id);
CREATE INDEX ix_person_studio_id ON public.person USING btree (studio_id);
CREATE INDEX ix_playlist_created_by ON public.playlist USING btree (created_by);
CREATE INDEX ix_playlist_episode_id ON public.playlist USING btree (episode_id);
CREATE INDEX ix_playlist_for_client ON public.playlist USING btree (for_client);
CREATE INDEX ix_playlist_for_entity ON public.playlist USING btree (for_entity);
CREATE INDEX ix_playlist_project_id ON public.playlist USING btree (project_id);
CREATE INDEX ix_playlist_share_link_created_by ON public.playlist_share_link USING btree (created_by);
CREATE INDEX ix_playlist_share_link_playlist_active ON public.playlist_share_link USING btree (playlist_id, is_active);
CREATE INDEX ix_playlist_share_link_playlist_id ON public.playlist_share_link USING btree (playlist_id);
CREATE UNIQUE INDEX ix_playlist_share_link_token ON public.playlist_share_link USING btree (token);
CREATE INDEX ix_playlist_task_type_id ON public.playlist USING btree (task_type_id);
CREATE INDEX ix_plugin_name ON public.plugin USING btree (name);
CREATE UNIQUE INDEX ix_plugin_plugin_id ON public.plugin USING btree (plugin_id);
CREATE INDEX ix_preview_background_file_is_default ON public.preview_background_file USING btree (is_default);
CREATE INDEX ix_preview_file_person_id ON public.preview_file USING btree (person_id);
CREATE INDEX ix_preview_file_source_file_id ON public.preview_file USING btree (source_file_id);
CREATE INDEX ix_preview_file_storage_state_bucket_prefix_state ON public.preview_file_storage_state USING btree (bucket, prefix, state);
CREATE INDEX ix_preview_file_storage_state_preview_file_id ON public.preview_file_storage_state USING btree (preview_file_id);
CREATE INDEX ix_preview_file_task_id ON public.preview_file USING btree (task_id);
CREATE INDEX ix_production_schedule_version_production_schedule_from ON public.production_schedule_version USING btree (production_schedule_from);
CREATE INDEX ix_production_schedule_version_project_id ON public.production_schedule_version USING btree (project_id);
CREATE INDEX ix_production_schedule_version_task_link_production_sch_9cee ON public.production_schedule_version_task_link USING btree (production_schedule_version_id);
CREATE INDEX ix_production_schedule_version_task_link_task_id ON public.production_schedule_version_task_link USING btree (task_id);
CREATE INDEX ix_project_asset_type_link_asset_type_id ON public.project_asset_type_link USING btree (asset_type_id);
CREATE INDEX ix_project_asset_type_link_project_id ON public.project_asset_type_link USING btree (project_id);
CREATE INDEX ix_project_default_preview_background_file_id ON public.project USING btree (default_preview_background_file_id);
CREATE INDEX ix_project_from_schedule_version_id ON public.project USING btree (from_schedule_version_id);
CREATE UNIQUE INDEX ix_project_name ON public.project USING btree (name);
CREATE INDEX ix_project_person_link_person_id ON public.project_person_link USING btree (person_id);
CREATE INDEX ix_project_person_link_project_id ON public.project_person_link USING btree (project_id);
CREATE INDEX ix_project_preview_background_file_link_preview_backgro_080b ON public.project_preview_background_file_link USING btree (preview_background_file_id);
CREATE INDEX ix_project_preview_background_file_link_project_id ON public.project_preview_background_file_link USING btree (project_id);
CREATE INDEX ix_project_project_status_id ON public.project USING btree (project_status_id);
CREATE INDEX ix_project_status_automation_link_project_id ON public.project_status_automation_link USING btree (project_id);
CREATE INDEX ix_project_status_automation_link_status_automation_id ON public.project_status_automation_link USING btree (status_automation_id);
CREATE UNIQUE INDEX ix_project_status_name ON public.project_status USING btree (name);
CREATE INDEX ix_project_task_status_link_project_id ON public.project_task_status_link USING btree (project_id);
CREATE INDEX ix_project_task_status_link_task_status_id ON public.project_task_status_link USING btree (task_status_id);
CREATE INDEX ix_project_task_type_link_project_id ON public.project_task_type_link USING btree (project_id);
CREATE INDEX ix_project_task_type_link_task_type_id ON public.project_task_type_link USING btree (task_type_id);
CREATE INDEX ix_project_task_type_software_link_project_id ON public.project_task_type_software_link USING btree (project_id);
CREATE INDEX ix_project_task_type_software_link_software_id ON public.project_task_type_software_link USING btree (software_id);
CREATE INDEX ix_project_task_type_software_link_task_type_id ON public.project_task_type_software_link USING btree (task_type_id);
CREATE INDEX ix_project_template_asset_type_link_asset_type_id ON public.project_template_asset_type_link USING btree (asset_type_id);
CREATE INDEX ix_project_template_asset_type_link_project_template_id ON public.project_template_asset_type_link USING btree (project_template_id);
CREATE INDEX ix_project_template_default_preview_background_file_id ON public.project_template USING btree (default_preview_background_file_id);
CREATE UNIQUE INDEX ix_project_template_name ON public.project_template USING btree (name);
CREATE INDEX ix_project_template_preview_background_file_link_previe_393c ON public.project_template_preview_background_file_link USING btree (preview_background_file_id);
CREATE INDEX ix_project_template_preview_background_file_link_projec_ab7b ON public.project_template_preview_background_file_link USING btree (project_template_id);
CREATE INDEX ix_project_template_status_automation_link_project_template_id ON public.project_template_status_automation_link USING btree (project_template_id);
CREATE INDEX ix_project_template_status_automation_link_status_automation_id ON public.project_template_status_automation_link USING btree (status_automation_id);
CREATE INDEX ix_project_template_task_status_link_project_template_id ON public.project_template_task_status_link USING btree (project_template_id);
CREATE INDEX ix_project_template_task_status_link_task_status_id ON public.project_template_task_status_link USING btree (task_status_id);
CREATE INDEX ix_project_template_task_type_link_project_template_id ON public.project_template_task_type_link USING btree (project_template_id);
CREATE INDEX ix_project_template_task_type_link_task_type_id ON public.project_template_task_type_link USING btree (task_type_id);
CREATE INDEX ix_salary_scale_department_id ON public.salary_scale USING btree (department_id);
CREATE INDEX ix_schedule_item_object_id ON public.schedule_item USING btree (object_id);
CREATE INDEX ix_schedule_item_project_id ON public.schedule_item USING btree (project_id);
CREATE INDEX ix_schedule_item_task_type_id ON public.schedule_item USING btree (task_type_id);
CREATE INDEX ix_search_filter_department_id ON public.search_filter USING btree (department_id);
CREATE INDEX ix_search_filter_group_department_id ON public.search_filter_group USING btree (department_id);
CREATE INDEX ix_search_filter_group_list_type ON public.search_filter_group USING btree (list_type);
CREATE INDEX ix_search_filter_group_person_id ON public.search_filter_group USING btree (person_id);
CREATE INDEX ix_search_filter_group_project_id ON public.search_filter_group USING btree (project_id);
CREATE INDEX ix_search_filter_list_type ON public.search_filter USING btree (list_type);
CREATE INDEX ix_search_filter_person_id ON public.search_filter USING btree (person_id);
CREATE INDEX ix_search_filter_project_id ON public.search_filter USING btree (project_id);
CREATE INDEX ix_search_filter_search_filter_group_id ON public.search_filter USING btree (search_filter_group_id);
CREATE INDEX ix_software_department_link_department_id ON public.software_department_link USING btree (department_id);
CREATE INDEX ix_software_department_link_software_id ON public.software_department_link USING btree (software_id);
CREATE INDEX ix_status_automation_in_task_status_id ON public.status_automation USING btree (in_task_status_id);
CREATE INDEX ix_status_automation_in_task_type_id ON public.status_automation USING btree (in_task_type_id);
CREATE INDEX ix_status_automation_out_task_status_id ON public.status_automation USING btree (out_task_status_id);
CREATE INDEX ix_status_automation_out_task_type_id ON public.status_automation USING btree (out_task_type_id);
CREATE INDEX ix_stored_file_file_id ON public.stored_file USING btree (file_id);
CREATE INDEX ix_stored_file_to_purge ON public.stored_file USING btree (purge_forced, deleted_at) WHERE ((deleted_at IS NOT NULL) AND (purged_at IS NULL));
CREATE INDEX ix_subscription_entity_id ON public.subscription USING btree (entity_id);
CREATE INDEX ix_subscription_person_id ON public.subscription USING btree (person_id);
CREATE INDEX ix_subscription_task_id ON public.subscription USING btree (task_id);
CREATE INDEX ix_subscription_task_type_id ON public.subscription USING btree (task_type_id);
CREATE INDEX ix_task_assigner_id ON public.task USING btree (assigner_id);
CREATE INDEX ix_task_entity_id ON public.task USING btree (entity_id);
CREATE INDEX ix_task_entity_project ON public.task USING btree (entity_id, project_id);
CREATE INDEX ix_task_person_link_person_id ON public.task_person_link USING btree (person_id);
CREATE INDEX ix_task_project_id ON public.task USING btree (project_id);
CREATE INDEX ix_task_status_is_default ON public.task_status USING btree (is_default);
CREATE INDEX ix_task_status_is_done ON public.task_status USING btree (is_done);
CREATE INDEX ix_task_status_is_feedback_request ON public.task_status USING btree (is_feedback_request);
CREATE INDEX ix_task_status_is_wip ON public.task_status USING btree (is_wip);
CREATE UNIQUE INDEX ix_task_status_short_name ON public.task_status USING btree (short_name);
CREATE INDEX ix_task_task_status_id ON public.task USING btree (task_status_id);
CREATE INDEX ix_task_task_type_id ON public.task USING btree (task_type_id);
CREATE INDEX ix_task_type_asset_type_link_asset_type_id ON public.task_type_asset_type_link USING btree (asset_type_id);
CREATE INDEX ix_task_type_asset_type_link_task_type_id ON public.task_type_asset_type_link USING btree (task_type_id);
CREATE INDEX ix_task_type_department_id ON public.task_type USING btree (department_id);
CREATE INDEX ix_task_type_shotgun_id ON public.task_type USING btree (shotgun_id);
CREATE INDEX ix_time_spent_person_id ON public.time_spent USING btree (person_id);
CREATE INDEX ix_time_spent_task_id ON public.time_spent USING btree (task_id);
CREATE INDEX ix_working_file_entity_id ON public.working_file USING btree (entity_id);
CREATE INDEX ix_working_file_person_id ON public.working_file USING btree (person_id);
CREATE INDEX ix_working_file_shotgun_id ON public.working_file USING btree (shotgun_id);
CREATE INDEX ix_working_file_software_id ON public.working_file USING btree (software_id);
CREATE INDEX ix_working_file_task_id ON public.working_file USING btree (task_id);
CREATE UNIQUE INDEX metadata_descriptor_task_type_uc ON public.metadata_descriptor USING btree (project_id, entity_type, task_type_id, name) WHERE (task_type_id IS NOT NULL);
CREATE UNIQUE INDEX metadata_descriptor_task_type_uc2 ON public.metadata_descriptor USING btree (project_id, entity_type, task_type_id, field_name) WHERE (task_type_id IS NOT NULL);
CREATE UNIQUE INDEX metadata_descriptor_uc ON public.metadata_descriptor USING btree (project_id, entity_type, name) WHERE (task_type_id IS NULL);
CREATE UNIQUE INDEX metadata_descriptor_uc2 ON public.metadata_descriptor USING btree (project_id, entity_type, field_name) WHERE (task_type_id IS NULL);
CREATE UNIQUE INDEX only_one_email_by_person ON public.person USING btree (email, is_bot) WHERE (is_bot IS NOT TRUE);
ALTER TABLE ONLY public.api_event
    ADD CONSTRAINT api_event_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(id);
ALTER TABLE ONLY public.api_event
    ADD CONSTRAINT api_event_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.asset_instance
    ADD CONSTRAINT asset_instance_asset_id_fkey FOREIGN KEY (asset_id) REFERENCES public.entity(id);
ALTER TABLE ONLY public.asset_instance
    ADD CONSTRAINT asset_instance_entity_id_fkey FOREIGN KEY (entity_id) REFERENCES public.entity(id);
ALTER TABLE ONLY public.asset_instance
    ADD CONSTRAINT asset_instance_entity_type_id_fkey FOREIGN KEY (entity_type_id) REFERENCES public.entity_type(id);
ALTER TABLE ONLY public.asset_instance_link
    ADD CONSTRAINT asset_instance_link_asset_instance_id_fkey FOREIGN KEY (asset_instance_id) REFERENCES public.asset_instance(id);
ALTER TABLE ONLY public.asset_instance_link
    ADD CONSTRAINT asset_instance_link_entity_id_fkey FOREIGN KEY (entity_id) REFERENCES public.entity(id);
ALTER TABLE ONLY public.asset_instance
    ADD CONSTRAINT asset_instance_scene_id_fkey FOREIGN KEY (scene_id) REFERENCES public.entity(id);
ALTER TABLE ONLY public.asset_instance
    ADD CONSTRAINT asset_instance_target_asset_id_fkey FOREIGN KEY (target_asset_id) REFERENCES public.entity(id);
ALTER TABLE ONLY public.attachment_file
    ADD CONSTRAINT attachment_file_chat_message_id_fkey FOREIGN KEY (chat_message_id) REFERENCES public.chat_message(id);
ALTER TABLE ONLY public.attachment_file
    ADD CONSTRAINT attachment_file_comment_id_fkey FOREIGN KEY (comment_id) REFERENCES public.comment(id);
ALTER TABLE ONLY public.budget_entry
    ADD CONSTRAINT budget_entry_budget_id_fkey FOREIGN KEY (budget_id) REFERENCES public.budget(id);
ALTER TABLE ONLY public.budget_entry
    ADD CONSTRAINT budget_entry_department_id_fkey FOREIGN KEY (department_id) REFERENCES public.department(id);
ALTER TABLE ONLY public.budget_entry
    ADD CONSTRAINT budget_entry_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.budget
    ADD CONSTRAINT budget_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(id);
ALTER TABLE ONLY public.build_job
    ADD CONSTRAINT build_job_playlist_id_fkey FOREIGN KEY (playlist_id) REFERENCES public.playlist(id);
ALTER TABLE ONLY public.chat_message
    ADD CONSTRAINT chat_message_chat_id_fkey FOREIGN KEY (chat_id) REFERENCES public.chat(id);
ALTER TABLE ONLY public.chat_message
    ADD CONSTRAINT chat_message_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.chat_participant
    ADD CONSTRAINT chat_participant_chat_id_fkey FOREIGN KEY (chat_id) REFERENCES public.chat(id);
ALTER TABLE ONLY public.chat_participant
    ADD CONSTRAINT chat_participant_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.comment_acknoledgments
    ADD CONSTRAINT comment_acknoledgments_comment_fkey FOREIGN KEY (comment) REFERENCES public.comment(id);
ALTER TABLE ONLY public.comment_acknoledgments
    ADD CONSTRAINT comment_acknoledgments_person_fkey FOREIGN KEY (person) REFERENCES public.person(id);
ALTER TABLE ONLY public.comment_department_mentions
    ADD CONSTRAINT comment_department_mentions_comment_fkey FOREIGN KEY (comment) REFERENCES public.comment(id);
ALTER TABLE ONLY public.comment_department_mentions
    ADD CONSTRAINT comment_department_mentions_department_fkey FOREIGN KEY (department) REFERENCES public.department(id);
ALTER TABLE ONLY public.comment
    ADD CONSTRAINT comment_editor_id_fkey FOREIGN KEY (editor_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.comment_mentions
    ADD CONSTRAINT comment_mentions_comment_fkey FOREIGN KEY (comment) REFERENCES public.comment(id);
ALTER TABLE ONLY public.comment_mentions
    ADD CONSTRAINT comment_mentions_person_fkey FOREIGN KEY (person) REFERENCES public.person(id);
ALTER TABLE ONLY public.comment
    ADD CONSTRAINT comment_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.comment
    ADD CONSTRAINT comment_preview_file_id_fkey FOREIGN KEY (preview_file_id) REFERENCES public.preview_file(id);
ALTER TABLE ONLY public.comment_preview_link
    ADD CONSTRAINT comment_preview_link_comment_fkey FOREIGN KEY (comment) REFERENCES public.comment(id);
ALTER TABLE ONLY public.comment_preview_link
    ADD CONSTRAINT comment_preview_link_preview_file_fkey FOREIGN KEY (preview_file) REFERENCES public.preview_file(id);
ALTER TABLE ONLY public.comment
    ADD CONSTRAINT comment_task_status_id_fkey FOREIGN KEY (task_status_id) REFERENCES public.task_status(id);
ALTER TABLE ONLY public.day_off
    ADD CONSTRAINT day_off_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.department_link
    ADD CONSTRAINT department_link_department_id_fkey FOREIGN KEY (department_id) REFERENCES public.department(id);
ALTER TABLE ONLY public.department_link
    ADD CONSTRAINT department_link_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.department_metadata_descriptor_link
    ADD CONSTRAINT department_metadata_descriptor_link_department_id_fkey FOREIGN KEY (department_id) REFERENCES public.department(id);
ALTER TABLE ONLY public.department_metadata_descriptor_link
    ADD CONSTRAINT department_metadata_descriptor_link_metadata_descriptor_id_fkey FOREIGN KEY (metadata_descriptor_id) REFERENCES public.metadata_descriptor(id);
ALTER TABLE ONLY public.desktop_login_log
    ADD CONSTRAINT desktop_login_log_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.entity_concept_link
    ADD CONSTRAINT entity_concept_link_entity_in_id_fkey FOREIGN KEY (entity_in_id) REFERENCES public.entity(id);
ALTER TABLE ONLY public.entity_concept_link
    ADD CONSTRAINT entity_concept_link_entity_out_id_fkey FOREIGN KEY (entity_out_id) REFERENCES public.entity(id);
ALTER TABLE ONLY public.entity
    ADD CONSTRAINT entity_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.person(id);
ALTER TABLE ONLY public.entity
    ADD CONSTRAINT entity_entity_type_id_fkey FOREIGN KEY (entity_type_id) REFERENCES public.entity_type(id);
ALTER TABLE ONLY public.entity_link
    ADD CONSTRAINT entity_link_entity_in_id_fkey FOREIGN KEY (entity_in_id) REFERENCES public.entity(id);
ALTER TABLE ONLY public.entity_link
    ADD CONSTRAINT entity_link_entity_out_id_fkey FOREIGN KEY (entity_out_id) REFERENCES public.entity(id);
ALTER TABLE ONLY public.entity
    ADD CONSTRAINT entity_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.entity(id);
ALTER TABLE ONLY public.entity
    ADD CONSTRAINT entity_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(id);
ALTER TABLE ONLY public.entity
    ADD CONSTRAINT entity_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.entity(id);
ALTER TABLE ONLY public.entity_version
    ADD CONSTRAINT entity_version_entity_id_fkey FOREIGN KEY (entity_id) REFERENCES public.entity(id);
ALTER TABLE ONLY public.entity_version
    ADD CONSTRAINT entity_version_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.entity
    ADD CONSTRAINT fk_main_preview FOREIGN KEY (preview_file_id) REFERENCES public.preview_file(id);
ALTER TABLE ONLY public.metadata_descriptor
    ADD CONSTRAINT fk_metadata_descriptor_task_type_id FOREIGN KEY (task_type_id) REFERENCES public.task_type(id);
ALTER TABLE ONLY public.entity
    ADD CONSTRAINT fk_ready_for FOREIGN KEY (ready_for) REFERENCES public.task_type(id);
ALTER TABLE ONLY public.hardware_item_department_link
    ADD CONSTRAINT hardware_item_department_link_department_id_fkey FOREIGN KEY (department_id) REFERENCES public.department(id);
ALTER TABLE ONLY public.hardware_item_department_link
    ADD CONSTRAINT hardware_item_department_link_hardware_item_id_fkey FOREIGN KEY (hardware_item_id) REFERENCES public.hardware_item(id);
ALTER TABLE ONLY public.login_log
    ADD CONSTRAINT login_log_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.metadata_descriptor
    ADD CONSTRAINT metadata_descriptor_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(id);
ALTER TABLE ONLY public.milestone
    ADD CONSTRAINT milestone_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(id);
ALTER TABLE ONLY public.milestone
    ADD CONSTRAINT milestone_task_type_id_fkey FOREIGN KEY (task_type_id) REFERENCES public.task_type(id);
ALTER TABLE ONLY public.news
    ADD CONSTRAINT news_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.news
    ADD CONSTRAINT news_comment_id_fkey FOREIGN KEY (comment_id) REFERENCES public.comment(id);
ALTER TABLE ONLY public.news
    ADD CONSTRAINT news_preview_file_id_fkey FOREIGN KEY (preview_file_id) REFERENCES public.preview_file(id);
ALTER TABLE ONLY public.news
    ADD CONSTRAINT news_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.task(id);
ALTER TABLE ONLY public.notification
    ADD CONSTRAINT notification_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.notification
    ADD CONSTRAINT notification_comment_id_fkey FOREIGN KEY (comment_id) REFERENCES public.comment(id);
ALTER TABLE ONLY public.notification
    ADD CONSTRAINT notification_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.notification
    ADD CONSTRAINT notification_playlist_id_fkey FOREIGN KEY (playlist_id) REFERENCES public.playlist(id);
ALTER TABLE ONLY public.notification
    ADD CONSTRAINT notification_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.task(id);
ALTER TABLE ONLY public.output_file
    ADD CONSTRAINT output_file_asset_instance_id_fkey FOREIGN KEY (asset_instance_id) REFERENCES public.asset_instance(id);
ALTER TABLE ONLY public.output_file
    ADD CONSTRAINT output_file_entity_id_fkey FOREIGN KEY (entity_id) REFERENCES public.entity(id);
ALTER TABLE ONLY public.output_file
    ADD CONSTRAINT output_file_file_status_id_fkey FOREIGN KEY (file_status_id) REFERENCES public.file_status(id);
ALTER TABLE ONLY public.output_file
    ADD CONSTRAINT output_file_output_type_id_fkey FOREIGN KEY (output_type_id) REFERENCES public.output_type(id);
ALTER TABLE ONLY public.output_file
    ADD CONSTRAINT output_file_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.output_file
    ADD CONSTRAINT output_file_source_file_id_fkey FOREIGN KEY (source_file_id) REFERENCES public.working_file(id);
ALTER TABLE ONLY public.output_file
    ADD CONSTRAINT output_file_task_type_id_fkey FOREIGN KEY (task_type_id) REFERENCES public.task_type(id);
ALTER TABLE ONLY public.output_file
    ADD CONSTRAINT output_file_temporal_entity_id_fkey FOREIGN KEY (temporal_entity_id) REFERENCES public.entity(id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_preview_project_id_fkey FOREIGN KEY (preview_project_id) REFERENCES public.project(id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_studio_id_fkey FOREIGN KEY (studio_id) REFERENCES public.studio(id);
ALTER TABLE ONLY public.playlist
    ADD CONSTRAINT playlist_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.person(id);
ALTER TABLE ONLY public.playlist
    ADD CONSTRAINT playlist_episode_id_fkey FOREIGN KEY (episode_id) REFERENCES public.entity(id);
ALTER TABLE ONLY public.playlist
    ADD CONSTRAINT playlist_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(id);
ALTER TABLE ONLY public.playlist_share_link
    ADD CONSTRAINT playlist_share_link_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.person(id);
ALTER TABLE ONLY public.playlist_share_link
    ADD CONSTRAINT playlist_share_link_playlist_id_fkey FOREIGN KEY (playlist_id) REFERENCES public.playlist(id);
ALTER TABLE ONLY public.playlist
    ADD CONSTRAINT playlist_task_type_id_fkey FOREIGN KEY (task_type_id) REFERENCES public.task_type(id);
ALTER TABLE ONLY public.preview_file
    ADD CONSTRAINT preview_file_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.preview_file
    ADD CONSTRAINT preview_file_source_file_id_fkey FOREIGN KEY (source_file_id) REFERENCES public.output_file(id);
ALTER TABLE ONLY public.preview_file_storage_state
    ADD CONSTRAINT preview_file_storage_state_preview_file_id_fkey FOREIGN KEY (preview_file_id) REFERENCES public.preview_file(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.preview_file
    ADD CONSTRAINT preview_file_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.task(id);
ALTER TABLE ONLY public.production_schedule_version_task_link_person_link
    ADD CONSTRAINT production_schedule_version__production_schedule_version__fkey1 FOREIGN KEY (production_schedule_version_task_link_id) REFERENCES public.production_schedule_version_task_link(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.production_schedule_version
    ADD CONSTRAINT production_schedule_version_production_schedule_from_fkey FOREIGN KEY (production_schedule_from) REFERENCES public.production_schedule_version(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.production_schedule_version
    ADD CONSTRAINT production_schedule_version_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.production_schedule_version_task_link
    ADD CONSTRAINT production_schedule_version_t_production_schedule_version__fkey FOREIGN KEY (production_schedule_version_id) REFERENCES public.production_schedule_version(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.production_schedule_version_task_link_person_link
    ADD CONSTRAINT production_schedule_version_task_link_person_lin_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.production_schedule_version_task_link
    ADD CONSTRAINT production_schedule_version_task_link_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.task(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.project_asset_type_link
    ADD CONSTRAINT project_asset_type_link_asset_type_id_fkey FOREIGN KEY (asset_type_id) REFERENCES public.entity_type(id);
ALTER TABLE ONLY public.project_asset_type_link
    ADD CONSTRAINT project_asset_type_link_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(id);
ALTER TABLE ONLY public.project
    ADD CONSTRAINT project_default_preview_background_file_id_fkey FOREIGN KEY (default_preview_background_file_id) REFERENCES public.preview_background_file(id);
ALTER TABLE ONLY public.project
    ADD CONSTRAINT project_from_schedule_version_id_fkey FOREIGN KEY (from_schedule_version_id) REFERENCES public.production_schedule_version(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.project_person_link
    ADD CONSTRAINT project_person_link_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.project_person_link
    ADD CONSTRAINT project_person_link_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(id);
ALTER TABLE ONLY public.project_preview_background_file_link
    ADD CONSTRAINT project_preview_background_file_link_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(id);
ALTER TABLE ONLY public.project_preview_background_file_link
    ADD CONSTRAINT project_preview_background_file_preview_background_file_id_fkey FOREIGN KEY (preview_background_file_id) REFERENCES public.preview_background_file(id);
ALTER TABLE ONLY public.project
    ADD CONSTRAINT project_project_status_id_fkey FOREIGN KEY (project_status_id) REFERENCES public.project_status(id);
ALTER TABLE ONLY public.project_status_automation_link
    ADD CONSTRAINT project_status_automation_link_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(id);
ALTER TABLE ONLY public.project_status_automation_link
    ADD CONSTRAINT project_status_automation_link_status_automation_id_fkey FOREIGN KEY (status_automation_id) REFERENCES public.status_automation(id);
ALTER TABLE ONLY public.project_task_status_link
    ADD CONSTRAINT project_task_status_link_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(id);
ALTER TABLE ONLY public.project_task_status_link
    ADD CONSTRAINT project_task_status_link_task_status_id_fkey FOREIGN KEY (task_status_id) REFERENCES public.task_status(id);
ALTER TABLE ONLY public.project_task_type_link
    ADD CONSTRAINT project_task_type_link_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(id);
ALTER TABLE ONLY public.project_task_type_link
    ADD CONSTRAINT project_task_type_link_task_type_id_fkey FOREIGN KEY (task_type_id) REFERENCES public.task_type(id);
ALTER TABLE ONLY public.project_task_type_software_link
    ADD CONSTRAINT project_task_type_software_link_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.project_task_type_software_link
    ADD CONSTRAINT project_task_type_software_link_software_id_fkey FOREIGN KEY (software_id) REFERENCES public.software(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.project_task_type_software_link
    ADD CONSTRAINT project_task_type_software_link_task_type_id_fkey FOREIGN KEY (task_type_id) REFERENCES public.task_type(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.project_template_asset_type_link
    ADD CONSTRAINT project_template_asset_type_link_asset_type_id_fkey FOREIGN KEY (asset_type_id) REFERENCES public.entity_type(id);
ALTER TABLE ONLY public.project_template_asset_type_link
    ADD CONSTRAINT project_template_asset_type_link_project_template_id_fkey FOREIGN KEY (project_template_id) REFERENCES public.project_template(id);
ALTER TABLE ONLY public.project_template
    ADD CONSTRAINT project_template_default_preview_background_file_id_fkey FOREIGN KEY (default_preview_background_file_id) REFERENCES public.preview_background_file(id);
ALTER TABLE ONLY public.project_template_preview_background_file_link
    ADD CONSTRAINT project_template_preview_backgr_preview_background_file_id_fkey FOREIGN KEY (preview_background_file_id) REFERENCES public.preview_background_file(id);
ALTER TABLE ONLY public.project_template_preview_background_file_link
    ADD CONSTRAINT project_template_preview_background_fi_project_template_id_fkey FOREIGN KEY (project_template_id) REFERENCES public.project_template(id);
ALTER TABLE ONLY public.project_template_status_automation_link
    ADD CONSTRAINT project_template_status_automation_li_status_automation_id_fkey FOREIGN KEY (status_automation_id) REFERENCES public.status_automation(id);
ALTER TABLE ONLY public.project_template_status_automation_link
    ADD CONSTRAINT project_template_status_automation_lin_project_template_id_fkey FOREIGN KEY (project_template_id) REFERENCES public.project_template(id);
ALTER TABLE ONLY public.project_template_task_status_link
    ADD CONSTRAINT project_template_task_status_link_project_template_id_fkey FOREIGN KEY (project_template_id) REFERENCES public.project_template(id);
ALTER TABLE ONLY public.project_template_task_status_link
    ADD CONSTRAINT project_template_task_status_link_task_status_id_fkey FOREIGN KEY (task_status_id) REFERENCES public.task_status(id);
ALTER TABLE ONLY public.project_template_task_type_link
    ADD CONSTRAINT project_template_task_type_link_project_template_id_fkey FOREIGN KEY (project_template_id) REFERENCES public.project_template(id);
ALTER TABLE ONLY public.project_template_task_type_link
    ADD CONSTRAINT project_template_task_type_link_task_type_id_fkey FOREIGN KEY (task_type_id) REFERENCES public.task_type(id);
ALTER TABLE ONLY public.salary_scale
    ADD CONSTRAINT salary_scale_department_id_fkey FOREIGN KEY (department_id) REFERENCES public.department(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.schedule_item
    ADD CONSTRAINT schedule_item_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(id);
ALTER TABLE ONLY public.schedule_item
    ADD CONSTRAINT schedule_item_task_type_id_fkey FOREIGN KEY (task_type_id) REFERENCES public.task_type(id);
ALTER TABLE ONLY public.search_filter
    ADD CONSTRAINT search_filter_department_id_fkey FOREIGN KEY (department_id) REFERENCES public.department(id);
ALTER TABLE ONLY public.search_filter_group
    ADD CONSTRAINT search_filter_group_department_id_fkey FOREIGN KEY (department_id) REFERENCES public.department(id);
ALTER TABLE ONLY public.search_filter_group
    ADD CONSTRAINT search_filter_group_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.search_filter_group
    ADD CONSTRAINT search_filter_group_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(id);
ALTER TABLE ONLY public.search_filter
    ADD CONSTRAINT search_filter_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.search_filter
    ADD CONSTRAINT search_filter_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(id);
ALTER TABLE ONLY public.search_filter
    ADD CONSTRAINT search_filter_search_filter_group_id_fkey FOREIGN KEY (search_filter_group_id) REFERENCES public.search_filter_group(id);
ALTER TABLE ONLY public.software_department_link
    ADD CONSTRAINT software_department_link_department_id_fkey FOREIGN KEY (department_id) REFERENCES public.department(id);
ALTER TABLE ONLY public.software_department_link
    ADD CONSTRAINT software_department_link_software_id_fkey FOREIGN KEY (software_id) REFERENCES public.software(id);
ALTER TABLE ONLY public.status_automation
    ADD CONSTRAINT status_automation_in_task_status_id_fkey FOREIGN KEY (in_task_status_id) REFERENCES public.task_status(id);
ALTER TABLE ONLY public.status_automation
    ADD CONSTRAINT status_automation_in_task_type_id_fkey FOREIGN KEY (in_task_type_id) REFERENCES public.task_type(id);
ALTER TABLE ONLY public.status_automation
    ADD CONSTRAINT status_automation_out_task_status_id_fkey FOREIGN KEY (out_task_status_id) REFERENCES public.task_status(id);
ALTER TABLE ONLY public.status_automation
    ADD CONSTRAINT status_automation_out_task_type_id_fkey FOREIGN KEY (out_task_type_id) REFERENCES public.task_type(id);
ALTER TABLE ONLY public.subscription
    ADD CONSTRAINT subscription_entity_id_fkey FOREIGN KEY (entity_id) REFERENCES public.entity(id);
ALTER TABLE ONLY public.subscription
    ADD CONSTRAINT subscription_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.subscription
    ADD CONSTRAINT subscription_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.task(id);
ALTER TABLE ONLY public.subscription
    ADD CONSTRAINT subscription_task_type_id_fkey FOREIGN KEY (task_type_id) REFERENCES public.task_type(id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_assigner_id_fkey FOREIGN KEY (assigner_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_entity_id_fkey FOREIGN KEY (entity_id) REFERENCES public.entity(id);
ALTER TABLE ONLY public.task_person_link
    ADD CONSTRAINT task_person_link_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.task_person_link
    ADD CONSTRAINT task_person_link_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.task(id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_task_status_id_fkey FOREIGN KEY (task_status_id) REFERENCES public.task_status(id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_task_type_id_fkey FOREIGN KEY (task_type_id) REFERENCES public.task_type(id);
ALTER TABLE ONLY public.task_type_asset_type_link
    ADD CONSTRAINT task_type_asset_type_link_asset_type_id_fkey FOREIGN KEY (asset_type_id) REFERENCES public.entity_type(id);
ALTER TABLE ONLY public.task_type_asset_type_link
    ADD CONSTRAINT task_type_asset_type_link_task_type_id_fkey FOREIGN KEY (task_type_id) REFERENCES public.task_type(id);
ALTER TABLE ONLY public.task_type
    ADD CONSTRAINT task_type_department_id_fkey FOREIGN KEY (department_id) REFERENCES public.department(id);
ALTER TABLE ONLY public.time_spent
    ADD CONSTRAINT time_spent_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.time_spent
    ADD CONSTRAINT time_spent_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.task(id);
ALTER TABLE ONLY public.working_file
    ADD CONSTRAINT working_file_entity_id_fkey FOREIGN KEY (entity_id) REFERENCES public.entity(id);
ALTER TABLE ONLY public.working_file
    ADD CONSTRAINT working_file_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.working_file
    ADD CONSTRAINT working_file_software_id_fkey FOREIGN KEY (software_id) REFERENCES public.software(id);
ALTER TABLE ONLY public.working_file
    ADD CONSTRAINT working_file_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.task(id);
