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
    updated_at timestamp without time zone
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
    updated_at timestamp without time zone
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
    display_date_format character varying(20)
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
    is_frame_in_numbering boolean DEFAULT false
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
    updated_at timestamp without time zone
);
CREATE TABLE public.project_task_type_link (
    project_id uuid NOT NULL,
    task_type_id uuid NOT NULL,
    priority integer,
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
    is_frame_in_numbering boolean DEFAULT false
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
    updated_at timestamp without time zone
);
CREATE TABLE public.project_template_task_type_link (
    project_template_id uuid NOT NULL,
    task_type_id uuid NOT NULL,
    priority integer,
    id uuid NOT NULL,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
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
    updated_at timestamp without time zone
);
INSERT INTO public.alembic_version VALUES
	('b7d419c25e08');
INSERT INTO public.api_event VALUES
	('asset-type:new', NULL, NULL, '{"asset_type_id": "2060dd61-c9e6-4fec-ab9b-5865ed6a3433"}', '3a5089c5-ba8f-4eab-91e1-0d87e00339f9', '2026-11-24 22:41:13.104865', '2026-11-24 22:41:13.104872'),
	('asset-type:new', NULL, NULL, '{"asset_type_id": "73b3a0a0-458e-4d6d-8463-2ad50c4b4ca3"}', '45e50dcb-ec79-4749-80d9-32729c1771c0', '2026-11-24 22:41:13.116528', '2026-11-24 22:41:13.116534'),
	('asset-type:new', NULL, NULL, '{"asset_type_id": "11a7ddff-94d5-423f-b9a5-59ded16e0d29"}', 'c5332b53-4228-4d79-8282-cadc4e3d5dba', '2026-11-24 22:41:13.123124', '2026-11-24 22:41:13.12313'),
	('asset-type:new', NULL, NULL, '{"asset_type_id": "4e75b322-bcfa-45db-8f9f-3e5ed37e6bd5"}', 'dab8786b-4c10-4fc1-94eb-7a49c3102c45', '2026-11-24 22:41:13.129559', '2026-11-24 22:41:13.129566'),
	('department:new', NULL, NULL, '{"department_id": "af32372f-eb11-46a1-826f-5d83c7a9a354"}', '3e208238-b098-41f2-8f2e-a462f7df707a', '2026-11-24 22:41:13.153019', '2026-11-24 22:41:13.153025'),
	('department:new', NULL, NULL, '{"department_id": "1a2e4c56-d22e-4503-97ae-55113bc5e8a9"}', 'ef7917d9-4152-48e9-beee-4e4f829732a9', '2026-11-24 22:41:13.159395', '2026-11-24 22:41:13.159401'),
	('department:new', NULL, NULL, '{"department_id": "6fb27087-b342-4167-be23-0e2670e783c4"}', '31079430-fb6b-4ca8-83b4-4bedb527bf98', '2026-11-24 22:41:13.165335', '2026-11-24 22:41:13.165341'),
	('department:new', NULL, NULL, '{"department_id": "fe558604-e3e0-4aa2-9212-638d02d07f52"}', 'c3cf7792-7f10-4668-9658-c5bac6818bc6', '2026-11-24 22:41:13.170485', '2026-11-24 22:41:13.170491'),
	('department:new', NULL, NULL, '{"department_id": "3ed26cce-43db-4933-83c3-bc85c8254897"}', '903a784a-8586-4927-a547-52bda702465b', '2026-11-24 22:41:13.175521', '2026-11-24 22:41:13.175527'),
	('department:new', NULL, NULL, '{"department_id": "af75780c-27a1-4065-9038-7e5703528411"}', '98db1170-9f33-40ef-8fc9-38afe2bac273', '2026-11-24 22:41:13.18061', '2026-11-24 22:41:13.180616'),
	('task-type:new', NULL, NULL, '{"task_type_id": "f64fcce6-d56f-4a50-9feb-b93ddee56536"}', 'c28dfc77-9064-493f-80f9-4491b212451c', '2026-11-24 22:41:13.188515', '2026-11-24 22:41:13.188521'),
	('task-type:new', NULL, NULL, '{"task_type_id": "4788df8a-5c50-41ec-83a1-149f5e67bcca"}', 'c5f5ebcf-60ef-4643-a5cd-0724c91b6a3a', '2026-11-24 22:41:13.195199', '2026-11-24 22:41:13.195204'),
	('task-type:new', NULL, NULL, '{"task_type_id": "6e4c8b7c-52b3-4685-969c-6e0e95bce163"}', 'b3c0063c-fb73-4f0d-ae4b-9f043a16baea', '2026-11-24 22:41:13.201206', '2026-11-24 22:41:13.201212'),
	('task-type:new', NULL, NULL, '{"task_type_id": "c1532095-b534-4a29-b5e1-c7ed3121258c"}', 'a8687a5a-2751-4ca9-b2cd-5ecfc5fa9a05', '2026-11-24 22:41:13.206644', '2026-11-24 22:41:13.20665'),
	('task-type:new', NULL, NULL, '{"task_type_id": "86bd212d-0ec6-4bd4-84c6-9fa01136bdc8"}', '7fce1b04-99d0-4588-9677-f1b837a61e49', '2026-11-24 22:41:13.211991', '2026-11-24 22:41:13.211997'),
	('task-type:new', NULL, NULL, '{"task_type_id": "bd1dde3e-098d-4034-85ee-fab302f05dd8"}', 'f19c3e9c-1003-465d-b044-50db5d98431d', '2026-11-24 22:41:13.217381', '2026-11-24 22:41:13.217386'),
	('task-type:new', NULL, NULL, '{"task_type_id": "0a564c46-2c3d-4074-af4e-e3cc3d8ce63c"}', '00e465ea-097e-48f5-a73c-dc00053801b4', '2026-11-24 22:41:13.222531', '2026-11-24 22:41:13.222537'),
	('task-type:new', NULL, NULL, '{"task_type_id": "75d19204-d7a6-4c53-85fa-7c99f1f1d2ef"}', 'e0806e69-3f2f-4cce-95b5-76ee3394ba4b', '2026-11-24 22:41:13.227638', '2026-11-24 22:41:13.227644'),
	('task-type:new', NULL, NULL, '{"task_type_id": "046af996-02b9-459b-bb6c-7c640503c2bb"}', '8b470268-9c36-4502-919e-e044299c71fd', '2026-11-24 22:41:13.232756', '2026-11-24 22:41:13.232761'),
	('task-type:new', NULL, NULL, '{"task_type_id": "37599c02-1b33-4855-90b7-7bbb0e509152"}', '9ab8baed-189d-49bb-bde0-83f922516efc', '2026-11-24 22:41:13.238035', '2026-11-24 22:41:13.238041'),
	('task-type:new', NULL, NULL, '{"task_type_id": "6620201a-4051-4d08-aa78-46273d76aeaa"}', 'f03b3f01-2ce6-4257-8dd1-37cfbc35bdd2', '2026-11-24 22:41:13.243183', '2026-11-24 22:41:13.243189'),
	('task-type:new', NULL, NULL, '{"task_type_id": "57a1b87b-3eb6-4f99-b726-bcb47f0fe88a"}', '853df869-fa6d-46ee-85bb-6072d79d56ce', '2026-11-24 22:41:13.24827', '2026-11-24 22:41:13.248276'),
	('task-status:new', NULL, NULL, '{"task_status_id": "8f8e7cca-b34d-4e03-a098-9f33fba97b7b"}', 'f81f374f-d389-4202-bdbe-bebe83392ad0', '2026-11-24 22:41:13.262236', '2026-11-24 22:41:13.262242'),
	('task-status:new', NULL, NULL, '{"task_status_id": "b4d60183-de07-41b4-b4b1-a08fe842a8d1"}', '048cb202-5e74-45b5-b2c9-76f5c5aae253', '2026-11-24 22:41:13.27052', '2026-11-24 22:41:13.270527'),
	('task-status:new', NULL, NULL, '{"task_status_id": "b0eef721-fe30-4666-819b-3594a4fbfb23"}', '5423f06a-d0c9-4050-ae7e-7e33cf2ca59a', '2026-11-24 22:41:13.277263', '2026-11-24 22:41:13.277269'),
	('task-status:new', NULL, NULL, '{"task_status_id": "0b11fe76-6020-48d0-95a9-02059957bb72"}', 'b882ee01-d69d-48fd-bfc1-283efbe2dd0f', '2026-11-24 22:41:13.283706', '2026-11-24 22:41:13.283712'),
	('task-status:new', NULL, NULL, '{"task_status_id": "161bd1c5-ca72-42df-b76a-207207b433dc"}', '08ac759f-f336-4a75-ae79-e81f5153dc46', '2026-11-24 22:41:13.289717', '2026-11-24 22:41:13.289723'),
	('task-status:new', NULL, NULL, '{"task_status_id": "5355a8e8-1680-4b05-a1da-5b26891d93e6"}', 'ab2db403-9593-4518-a4b4-a637cfc934b0', '2026-11-24 22:41:13.295899', '2026-11-24 22:41:13.295905'),
	('task-status:new', NULL, NULL, '{"task_status_id": "50ee1423-4566-44d0-a4c9-b758045fa343"}', 'f45f3051-6946-478c-87e4-5fca3cd89841', '2026-11-24 22:41:13.303344', '2026-11-24 22:41:13.30335'),
	('task-status:new', NULL, NULL, '{"task_status_id": "a718aef1-71ff-45f9-83ed-e4d136cd567d"}', 'c80f5da3-acf0-4d9c-bc21-70003b53aef8', '2026-11-24 22:41:13.310055', '2026-11-24 22:41:13.310061'),
	('task-status:new', NULL, NULL, '{"task_status_id": "301cdfe2-a441-4842-84cb-0c4b0aba9075"}', '9b93db4c-cb9d-40f2-86aa-7c3af2b30420', '2026-11-24 22:41:13.315853', '2026-11-24 22:41:13.31586'),
	('person:new', NULL, NULL, '{"person_id": "0b6c921b-993f-412c-9ffc-c3b91f13b824"}', 'ce3787c0-137e-44d7-840a-2aa963cd6977', '2026-11-24 22:41:17.411683', '2026-11-24 22:41:17.411706');
INSERT INTO public.asset_instance VALUES
	('90f84e24-80a5-418d-825f-4d5fd1c21710', 'name', 1, 'description', true, '{}', '90f84e24-80a5-418d-825f-4d5fd1c21710', '90f84e24-80a5-418d-825f-4d5fd1c21710', '90f84e24-80a5-418d-825f-4d5fd1c21710', '2060dd61-c9e6-4fec-ab9b-5865ed6a3433', '5e16b3f9-dd7e-4b23-a489-06e6d78b292f', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.asset_instance_link VALUES
	('90f84e24-80a5-418d-825f-4d5fd1c21710', '5e16b3f9-dd7e-4b23-a489-06e6d78b292f');
INSERT INTO public.attachment_file VALUES
	('name', 1, 'extens', 'mimetype', NULL, 'f7806d5e-20e3-4fc3-b2b2-02f685c39b2d', NULL, 'd7844b1c-b4cf-4935-ab1a-529e68bb0259', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.budget VALUES
	(NULL, 1, 'name', 'cur', '694bbb03-984d-4f59-98e2-381d7ebabf4d', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.budget_entry VALUES
	('694bbb03-984d-4f59-98e2-381d7ebabf4d', 'af32372f-eb11-46a1-826f-5d83c7a9a354', '0b6c921b-993f-412c-9ffc-c3b91f13b824', '2026-03-04', 1, 1.5, 'supervisor', 'senior', '{}', 'c85708f0-add9-46e5-b40a-51a9150d3f90', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.build_job VALUES
	('running', 'archive', '2026-03-04 05:06:07', '3dd88ad1-d370-495c-b8dd-ce9605bfc644', '6dca284b-bb0d-4cc5-992f-b634d295b28b', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.chat VALUES
	('6950adaf-071a-4063-9b77-bf5a063e4ed2', 'object_type', '2026-03-04 05:06:07', '2180257e-5d49-4c8e-aca8-a2a7d626aeb2', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.chat_message VALUES
	('2180257e-5d49-4c8e-aca8-a2a7d626aeb2', '0b6c921b-993f-412c-9ffc-c3b91f13b824', 'text', '7216bf20-512b-4be3-8607-fde4416e50fb', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.chat_participant VALUES
	('2180257e-5d49-4c8e-aca8-a2a7d626aeb2', '0b6c921b-993f-412c-9ffc-c3b91f13b824');
INSERT INTO public.comment VALUES
	(1, 'f77f0e4d-c093-4e7e-bf37-4328d1ebd4cb', 'object_type', 'text', '{}', '{}', '{}', true, '{x}', '8f8e7cca-b34d-4e03-a098-9f33fba97b7b', '0b6c921b-993f-412c-9ffc-c3b91f13b824', '0b6c921b-993f-412c-9ffc-c3b91f13b824', NULL, 'ce5251a8-2db1-44dc-bb3f-23f52fa47867', '2026-03-04 05:06:07', '2026-03-04 05:06:07', false);
INSERT INTO public.comment_acknoledgments VALUES
	('ce5251a8-2db1-44dc-bb3f-23f52fa47867', '0b6c921b-993f-412c-9ffc-c3b91f13b824');
INSERT INTO public.comment_department_mentions VALUES
	('ce5251a8-2db1-44dc-bb3f-23f52fa47867', 'af32372f-eb11-46a1-826f-5d83c7a9a354');
INSERT INTO public.comment_mentions VALUES
	('ce5251a8-2db1-44dc-bb3f-23f52fa47867', '0b6c921b-993f-412c-9ffc-c3b91f13b824');
INSERT INTO public.comment_preview_link VALUES
	('ce5251a8-2db1-44dc-bb3f-23f52fa47867', '91ec2bca-de65-4220-a972-eb96c88b58b6');
INSERT INTO public.custom_action VALUES
	('name', 'url', 'entity_type', true, '82dfe011-b747-4bf3-8949-70393811ac06', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.data_import_error VALUES
	('{}', 'csv', '6c69ed4a-db16-47a8-bef9-5424929933b1', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.day_off VALUES
	('2026-03-04', '2026-03-04', 'description', '0b6c921b-993f-412c-9ffc-c3b91f13b824', '782db1a0-2ca4-4db3-96cf-cd87b486bb23', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.department VALUES
	('Modeling', '#78909C', false, 'af32372f-eb11-46a1-826f-5d83c7a9a354', '2026-11-24 22:41:13.149242', '2026-11-24 22:41:13.148563'),
	('Animation', '#009688', false, '1a2e4c56-d22e-4503-97ae-55113bc5e8a9', '2026-11-24 22:41:13.157', '2026-11-24 22:41:13.156495'),
	('FX', '#26C6DA', false, '6fb27087-b342-4167-be23-0e2670e783c4', '2026-11-24 22:41:13.16304', '2026-11-24 22:41:13.162838'),
	('Compositing', '#F06292', false, 'fe558604-e3e0-4aa2-9212-638d02d07f52', '2026-11-24 22:41:13.168269', '2026-11-24 22:41:13.16809'),
	('Concept', '#8D6E63', false, '3ed26cce-43db-4933-83c3-bc85c8254897', '2026-11-24 22:41:13.173312', '2026-11-24 22:41:13.173136'),
	('Layout', '#7CB342', false, 'af75780c-27a1-4065-9038-7e5703528411', '2026-11-24 22:41:13.178375', '2026-11-24 22:41:13.1782');
INSERT INTO public.department_link VALUES
	('0b6c921b-993f-412c-9ffc-c3b91f13b824', 'af32372f-eb11-46a1-826f-5d83c7a9a354');
INSERT INTO public.department_metadata_descriptor_link VALUES
	('2a293fb0-f829-4938-9dc3-34e238feaeca', 'af32372f-eb11-46a1-826f-5d83c7a9a354');
INSERT INTO public.desktop_login_log VALUES
	('0b6c921b-993f-412c-9ffc-c3b91f13b824', '2026-03-04 05:06:07', '7a37b2a5-7dd3-42cc-9657-08ca352c0d09', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.entity VALUES
	('90f84e24-80a5-418d-825f-4d5fd1c21710', 'name', 'code', 'description', 1, true, 1, 1, true, false, 'standby', '395d2452-d3e5-459c-a0b5-fb7204fd6c5c', '2060dd61-c9e6-4fec-ab9b-5865ed6a3433', NULL, NULL, '91ec2bca-de65-4220-a972-eb96c88b58b6', '{}', '0037deaf-7c1f-41db-b3ef-fc6a7a2c37b2', '0b6c921b-993f-412c-9ffc-c3b91f13b824', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.entity_concept_link VALUES
	('90f84e24-80a5-418d-825f-4d5fd1c21710', '90f84e24-80a5-418d-825f-4d5fd1c21710', 'fdb2c8b8-9091-4ffe-92ff-bd008cd930b1', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.entity_link VALUES
	('90f84e24-80a5-418d-825f-4d5fd1c21710', '90f84e24-80a5-418d-825f-4d5fd1c21710', '{}', 1, 'label', 'aba9e5bc-ef96-4675-bd29-c05d1933b321', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.entity_type VALUES
	('Character', NULL, NULL, false, '2060dd61-c9e6-4fec-ab9b-5865ed6a3433', '2026-11-24 22:41:13.095991', '2026-11-24 22:41:13.095998'),
	('Prop', NULL, NULL, false, '73b3a0a0-458e-4d6d-8463-2ad50c4b4ca3', '2026-11-24 22:41:13.113562', '2026-11-24 22:41:13.113569'),
	('Environment', NULL, NULL, false, '11a7ddff-94d5-423f-b9a5-59ded16e0d29', '2026-11-24 22:41:13.120351', '2026-11-24 22:41:13.120357'),
	('FX', NULL, NULL, false, '4e75b322-bcfa-45db-8f9f-3e5ed37e6bd5', '2026-11-24 22:41:13.126987', '2026-11-24 22:41:13.126993'),
	('Episode', NULL, NULL, false, 'e7489fd4-33a9-479c-9369-4a0fe6d8f884', '2026-11-24 22:41:13.134183', '2026-11-24 22:41:13.134189'),
	('Sequence', NULL, NULL, false, '0b57ef7b-d711-4bc4-b099-4d5798d7b88b', '2026-11-24 22:41:13.137915', '2026-11-24 22:41:13.137921'),
	('Shot', NULL, NULL, false, '3c14f3a8-b24b-4786-82e1-10989eb0d578', '2026-11-24 22:41:13.141492', '2026-11-24 22:41:13.141498'),
	('Edit', NULL, NULL, false, 'f743dcd7-9737-455e-9b22-a5e6fe017f90', '2026-11-24 22:41:13.145036', '2026-11-24 22:41:13.145042');
INSERT INTO public.entity_version VALUES
	('name', '{}', NULL, '0b6c921b-993f-412c-9ffc-c3b91f13b824', 'c27fd51d-2812-42e4-98ad-343e81ad4f36', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.file_status VALUES
	('name', 'color', 'f1c236fb-b05b-42a2-8b8b-917d9794d585', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.hardware_item VALUES
	('name', 'short_name', true, 1, 1, '7c07b242-19e9-4168-b698-5d5c9f8e343f', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.hardware_item_department_link VALUES
	('af32372f-eb11-46a1-826f-5d83c7a9a354', '7c07b242-19e9-4168-b698-5d5c9f8e343f', '9607f173-637f-4cc2-97a7-e80a442080b7', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.login_log VALUES
	('0b6c921b-993f-412c-9ffc-c3b91f13b824', 'ip_address', 'web', 'c136c788-d119-4fa0-89f2-4d8c4e18965a', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.metadata_descriptor VALUES
	('395d2452-d3e5-459c-a0b5-fb7204fd6c5c', 'entity_type', 'name', 'string', 'field_name', '{}', true, 1, '2a293fb0-f829-4938-9dc3-34e238feaeca', '2026-03-04 05:06:07', '2026-03-04 05:06:07', '0037deaf-7c1f-41db-b3ef-fc6a7a2c37b2');
INSERT INTO public.milestone VALUES
	('2026-03-04', 'name', NULL, '0037deaf-7c1f-41db-b3ef-fc6a7a2c37b2', 'f2d15b81-64a5-4b4e-a565-24f8dba53bdd', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.news VALUES
	(true, '0b6c921b-993f-412c-9ffc-c3b91f13b824', 'ce5251a8-2db1-44dc-bb3f-23f52fa47867', '180e718e-ac5b-4342-8bee-d9ba61b96193', '91ec2bca-de65-4220-a972-eb96c88b58b6', '0b80992e-db5e-49a1-8fb6-49b3405666fd', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.notification VALUES
	(true, true, 'comment', '0b6c921b-993f-412c-9ffc-c3b91f13b824', '0b6c921b-993f-412c-9ffc-c3b91f13b824', 'ce5251a8-2db1-44dc-bb3f-23f52fa47867', NULL, NULL, '8bd5ba6e-5890-42eb-ac8d-7d800eae8ab0', 'e8ae9014-17e9-4e89-8410-c423cdf0978c', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.organisation VALUES
	('name', 1.5, true, true, true, true, true, 'chat_token_slack', 'chat_webhook_mattermost', 'chat_token_discord', true, '9298dfb0-1163-49ad-964d-0c1dee7971eb', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.output_file VALUES
	(1, 'name', true, 1, 'checksum', 'description', 'comment', 'extension', 1, 'representation', 1, 'source', 'path', '{}', 'f1c236fb-b05b-42a2-8b8b-917d9794d585', NULL, NULL, NULL, '0037deaf-7c1f-41db-b3ef-fc6a7a2c37b2', '0b6c921b-993f-412c-9ffc-c3b91f13b824', NULL, NULL, 'b53d5978-9921-47ac-ba7f-4688a504b834', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.output_type VALUES
	('name', 'short_name', '97a64dee-0b2c-476a-846a-66a132336e44', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.person VALUES
	('Super', 'Admin', 'admin@example.com', '', 'open-ended', true, false, NULL, '\x2432622431322458766f78726468717530724567503446694f7531634f77495178414b504d467470346d45567671394b63392e574e4f596b35623836', '', 0, NULL, false, NULL, false, NULL, false, NULL, NULL, NULL, NULL, 'Europe/Paris', 'en_US', NULL, 'admin', 'artist', 'mid', 0, false, false, false, '', false, '', false, '', false, NULL, NULL, NULL, false, NULL, '0b6c921b-993f-412c-9ffc-c3b91f13b824', '2026-11-24 22:41:17.401443', '2026-11-24 22:41:17.401452', false, NULL, false, 'YYYY-MM-DD');
INSERT INTO public.playlist VALUES
	('name', '{}', NULL, NULL, '0037deaf-7c1f-41db-b3ef-fc6a7a2c37b2', true, 'for_entity', true, '3dd88ad1-d370-495c-b8dd-ce9605bfc644', '2026-03-04 05:06:07', '2026-03-04 05:06:07', '0b6c921b-993f-412c-9ffc-c3b91f13b824');
INSERT INTO public.playlist_share_link VALUES
	('token', '3dd88ad1-d370-495c-b8dd-ce9605bfc644', '0b6c921b-993f-412c-9ffc-c3b91f13b824', '2026-03-04 05:06:07', true, true, 'password', 'a1fcd588-f9e8-4b92-bdf3-ea17a36d72da', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.plugin VALUES
	('plugin_id', 'name', 'description', 'version', 'maintainer_name', 'maintainer_email', 'website', 'license', 'revision', 'a2c8b61c-5618-4ca7-9607-5515eb96abb0', '2026-03-04 05:06:07', '2026-03-04 05:06:07', true, true, 'icon');
INSERT INTO public.preview_background_file VALUES
	('name', true, true, 'original_name', 'extens', 1, '50f7820a-b3fe-4586-80b2-808279616934', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.preview_file VALUES
	('name', 'original_name', 1, 1, 'extens', 'description', 'path', 'source', 1, 'processing', 'validated', '{}', 1, 1, 1.5, NULL, '0b6c921b-993f-412c-9ffc-c3b91f13b824', 'b53d5978-9921-47ac-ba7f-4688a504b834', 1, true, 'url', 'uploaded_movie_url', 'uploaded_movie_name', '91ec2bca-de65-4220-a972-eb96c88b58b6', '2026-03-04 05:06:07', '2026-03-04 05:06:07', '{}', 1, 1);
INSERT INTO public.production_schedule_version VALUES
	('name', '395d2452-d3e5-459c-a0b5-fb7204fd6c5c', NULL, true, true, 'ea28f037-8f52-4326-a404-8c3efeafca03', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.production_schedule_version_task_link VALUES
	('ea28f037-8f52-4326-a404-8c3efeafca03', '180e718e-ac5b-4342-8bee-d9ba61b96193', '2026-03-04 05:06:07', '2026-03-04 05:06:07', 1.5, '47527a70-8280-4a07-860d-d50ddaf61d39', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.production_schedule_version_task_link_person_link VALUES
	('47527a70-8280-4a07-860d-d50ddaf61d39', '0b6c921b-993f-412c-9ffc-c3b91f13b824');
INSERT INTO public.project VALUES
	('name', 'code', 'description', 1, '{}', '{}', true, 'fps', 'ratio', 'resolution', 'production_type', '2d', '2026-03-04', '2026-03-04', 1, 1, 1, 1, true, true, true, 'homepage', true, 1, 1, 'e6ccc477-36e8-4ece-b9ff-6b6bcfde5aab', '50f7820a-b3fe-4586-80b2-808279616934', NULL, '395d2452-d3e5-459c-a0b5-fb7204fd6c5c', '2026-03-04 05:06:07', '2026-03-04 05:06:07', false, false, 0, false);
INSERT INTO public.project_asset_type_link VALUES
	('395d2452-d3e5-459c-a0b5-fb7204fd6c5c', '2060dd61-c9e6-4fec-ab9b-5865ed6a3433');
INSERT INTO public.project_person_link VALUES
	('395d2452-d3e5-459c-a0b5-fb7204fd6c5c', '0b6c921b-993f-412c-9ffc-c3b91f13b824', 1, 'user');
INSERT INTO public.project_preview_background_file_link VALUES
	('395d2452-d3e5-459c-a0b5-fb7204fd6c5c', '50f7820a-b3fe-4586-80b2-808279616934');
INSERT INTO public.project_status VALUES
	('Open', '#000000', 'e6ccc477-36e8-4ece-b9ff-6b6bcfde5aab', '2026-11-24 22:41:13.079848', '2026-11-24 22:41:13.078578'),
	('Closed', '#000000', '15e331e6-a236-47c9-8357-e51f80cc7535', '2026-11-24 22:41:13.085438', '2026-11-24 22:41:13.084826');
INSERT INTO public.project_status_automation_link VALUES
	('395d2452-d3e5-459c-a0b5-fb7204fd6c5c', '1f6d3fee-28b7-4e4e-b00e-36d1fef1c15f');
INSERT INTO public.project_task_status_link VALUES
	('395d2452-d3e5-459c-a0b5-fb7204fd6c5c', '8f8e7cca-b34d-4e03-a098-9f33fba97b7b', 1, '{x}', '213f9d5b-49e9-41ac-b1a3-b5d5917fac33', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.project_task_type_link VALUES
	('395d2452-d3e5-459c-a0b5-fb7204fd6c5c', '0037deaf-7c1f-41db-b3ef-fc6a7a2c37b2', 1, '5f4bef12-ed90-4e91-8406-27dbacf6f67f', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.project_template VALUES
	('name', 'description', 'fps', 'ratio', 'resolution', 'production_type', '2d', 1, true, true, true, true, 'homepage', 1, 1, '{}', '{}', '{}', '3735fb2a-c65f-41a4-a736-898a731d56ab', '2026-03-04 05:06:07', '2026-03-04 05:06:07', '50f7820a-b3fe-4586-80b2-808279616934', false, 0, false);
INSERT INTO public.project_template_asset_type_link VALUES
	('3735fb2a-c65f-41a4-a736-898a731d56ab', '2060dd61-c9e6-4fec-ab9b-5865ed6a3433');
INSERT INTO public.project_template_preview_background_file_link VALUES
	('3735fb2a-c65f-41a4-a736-898a731d56ab', '50f7820a-b3fe-4586-80b2-808279616934');
INSERT INTO public.project_template_status_automation_link VALUES
	('3735fb2a-c65f-41a4-a736-898a731d56ab', '1f6d3fee-28b7-4e4e-b00e-36d1fef1c15f');
INSERT INTO public.project_template_task_status_link VALUES
	('3735fb2a-c65f-41a4-a736-898a731d56ab', '8f8e7cca-b34d-4e03-a098-9f33fba97b7b', 1, '{x}', 'd0ae50d6-aa9d-44d3-966a-1c2c4caa87fa', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.project_template_task_type_link VALUES
	('3735fb2a-c65f-41a4-a736-898a731d56ab', '0037deaf-7c1f-41db-b3ef-fc6a7a2c37b2', 1, '1e7c0b33-2377-4092-a4ed-18fe98c04b22', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.salary_scale VALUES
	('af32372f-eb11-46a1-826f-5d83c7a9a354', 'supervisor', 'senior', 1, '184d42c3-eec4-443d-9741-48e17ac49877', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.schedule_item VALUES
	('2026-03-04', '2026-03-04', 1, '395d2452-d3e5-459c-a0b5-fb7204fd6c5c', '0037deaf-7c1f-41db-b3ef-fc6a7a2c37b2', 'd6dbf21c-9776-4e43-9a08-8be64c679d82', '22839e5a-4a48-44ec-88d4-016cab143b82', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.search_filter VALUES
	('list_type', 'entity_type', 'name', 'search_query', false, 'af32372f-eb11-46a1-826f-5d83c7a9a354', NULL, '0b6c921b-993f-412c-9ffc-c3b91f13b824', '395d2452-d3e5-459c-a0b5-fb7204fd6c5c', '42ab1b50-98dc-49e6-8b21-e3cbc934b341', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.search_filter_group VALUES
	('list_type', 'entity_type', 'name', 'color', false, '0b6c921b-993f-412c-9ffc-c3b91f13b824', '395d2452-d3e5-459c-a0b5-fb7204fd6c5c', 'af32372f-eb11-46a1-826f-5d83c7a9a354', '05d8f0ea-4571-4bd6-b513-2649a941f196', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.software VALUES
	('name', 'short_name', true, 'version', 'file_extension', '{}', 1, 1, '7aebdb44-3ead-409a-9b6e-6e32f5a1fff0', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.software_department_link VALUES
	('af32372f-eb11-46a1-826f-5d83c7a9a354', '7aebdb44-3ead-409a-9b6e-6e32f5a1fff0', 'bc4f1e1d-8a00-4c71-b822-79fc5b5761b1', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.status_automation VALUES
	('entity_type', '0037deaf-7c1f-41db-b3ef-fc6a7a2c37b2', '8f8e7cca-b34d-4e03-a098-9f33fba97b7b', 'status', '0037deaf-7c1f-41db-b3ef-fc6a7a2c37b2', '8f8e7cca-b34d-4e03-a098-9f33fba97b7b', false, true, '1f6d3fee-28b7-4e4e-b00e-36d1fef1c15f', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.studio VALUES
	('name', 'color', true, '3d75a507-3c55-438b-86e7-54e94d2202ed', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.subscription VALUES
	('0b6c921b-993f-412c-9ffc-c3b91f13b824', NULL, NULL, '0037deaf-7c1f-41db-b3ef-fc6a7a2c37b2', '4ed0554c-7b33-4cb8-aac1-5166cc7bcf3a', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.task VALUES
	('name', 'description', 1, 3, 1.5, 1.5, 1, 1, 1, '2026-03-04 05:06:07', '2026-03-04 05:06:07', '2026-03-04 05:06:07', '2026-03-04 05:06:07', '2026-03-04 05:06:07', '2026-03-04 05:06:07', 1, '{}', 1, 1, 'fefe1846-c023-403f-ba37-8fcc87ed6522', '395d2452-d3e5-459c-a0b5-fb7204fd6c5c', '0037deaf-7c1f-41db-b3ef-fc6a7a2c37b2', '8f8e7cca-b34d-4e03-a098-9f33fba97b7b', NULL, '0b6c921b-993f-412c-9ffc-c3b91f13b824', '180e718e-ac5b-4342-8bee-d9ba61b96193', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.task_person_link VALUES
	('180e718e-ac5b-4342-8bee-d9ba61b96193', '0b6c921b-993f-412c-9ffc-c3b91f13b824');
INSERT INTO public.task_status VALUES
	('Todo', false, 'todo', NULL, '#f5f5f5', 1, false, true, true, false, false, true, false, NULL, false, '8f8e7cca-b34d-4e03-a098-9f33fba97b7b', '2026-11-24 22:41:13.257971', '2026-11-24 22:41:13.257978'),
	('Work In Progress', false, 'wip', NULL, '#3273dc', 1, false, true, true, false, false, false, true, NULL, false, 'b4d60183-de07-41b4-b4b1-a08fe842a8d1', '2026-11-24 22:41:13.267996', '2026-11-24 22:41:13.268002'),
	('Waiting For Approval', false, 'wfa', NULL, '#ab26ff', 1, false, true, true, false, true, false, false, NULL, false, 'b0eef721-fe30-4666-819b-3594a4fbfb23', '2026-11-24 22:41:13.274841', '2026-11-24 22:41:13.274847'),
	('Retake', false, 'retake', NULL, '#ff3860', 1, false, true, true, true, false, false, false, NULL, false, '0b11fe76-6020-48d0-95a9-02059957bb72', '2026-11-24 22:41:13.281224', '2026-11-24 22:41:13.281231'),
	('Done', false, 'done', NULL, '#22d160', 1, true, true, true, false, false, false, false, NULL, false, '161bd1c5-ca72-42df-b76a-207207b433dc', '2026-11-24 22:41:13.287379', '2026-11-24 22:41:13.287386'),
	('Ready To Start', false, 'ready', NULL, '#fbc02d', 1, false, true, true, false, false, false, false, NULL, false, '5355a8e8-1680-4b05-a1da-5b26891d93e6', '2026-11-24 22:41:13.29336', '2026-11-24 22:41:13.293367'),
	('Neutral', false, 'neutral', NULL, '#CCCCCC', 1, false, true, true, false, false, true, false, NULL, true, '50ee1423-4566-44d0-a4c9-b758045fa343', '2026-11-24 22:41:13.300992', '2026-11-24 22:41:13.300999'),
	('Approved', false, 'approved', NULL, '#66BB6A', 1, false, true, true, false, false, false, false, NULL, true, 'a718aef1-71ff-45f9-83ed-e4d136cd567d', '2026-11-24 22:41:13.307724', '2026-11-24 22:41:13.307731'),
	('Rejected', false, 'rejected', NULL, '#E81123', 1, false, true, true, false, false, false, false, NULL, true, '301cdfe2-a441-4842-84cb-0c4b0aba9075', '2026-11-24 22:41:13.313589', '2026-11-24 22:41:13.313595');
INSERT INTO public.task_type VALUES
	('Concept', '', NULL, '#8D6E63', 1, 'Concept', true, false, NULL, NULL, '0037deaf-7c1f-41db-b3ef-fc6a7a2c37b2', '2026-11-24 22:41:09.458527', '2026-11-24 22:41:09.458537'),
	('Concept', '', NULL, '#8D6E63', 1, 'Asset', true, false, NULL, '3ed26cce-43db-4933-83c3-bc85c8254897', 'f64fcce6-d56f-4a50-9feb-b93ddee56536', '2026-11-24 22:41:13.185714', '2026-11-24 22:41:13.185721'),
	('Modeling', '', NULL, '#78909C', 2, 'Asset', true, false, NULL, 'af32372f-eb11-46a1-826f-5d83c7a9a354', '4788df8a-5c50-41ec-83a1-149f5e67bcca', '2026-11-24 22:41:13.193316', '2026-11-24 22:41:13.193322'),
	('Shading', '', NULL, '#64B5F6', 3, 'Asset', true, false, NULL, 'af32372f-eb11-46a1-826f-5d83c7a9a354', '6e4c8b7c-52b3-4685-969c-6e0e95bce163', '2026-11-24 22:41:13.199481', '2026-11-24 22:41:13.199487'),
	('Rigging', '', NULL, '#9CCC65', 4, 'Asset', true, false, NULL, '1a2e4c56-d22e-4503-97ae-55113bc5e8a9', 'c1532095-b534-4a29-b5e1-c7ed3121258c', '2026-11-24 22:41:13.204947', '2026-11-24 22:41:13.204953'),
	('Storyboard', '', NULL, '#43A047', 1, 'Shot', true, false, NULL, '3ed26cce-43db-4933-83c3-bc85c8254897', '86bd212d-0ec6-4bd4-84c6-9fa01136bdc8', '2026-11-24 22:41:13.210268', '2026-11-24 22:41:13.210274'),
	('Layout', '', NULL, '#7CB342', 2, 'Shot', true, false, NULL, 'af75780c-27a1-4065-9038-7e5703528411', 'bd1dde3e-098d-4034-85ee-fab302f05dd8', '2026-11-24 22:41:13.215639', '2026-11-24 22:41:13.215646'),
	('Animation', '', NULL, '#009688', 3, 'Shot', true, false, NULL, '1a2e4c56-d22e-4503-97ae-55113bc5e8a9', '0a564c46-2c3d-4074-af4e-e3cc3d8ce63c', '2026-11-24 22:41:13.220934', '2026-11-24 22:41:13.22094'),
	('Lighting', '', NULL, '#F9A825', 4, 'Shot', true, false, NULL, 'fe558604-e3e0-4aa2-9212-638d02d07f52', '75d19204-d7a6-4c53-85fa-7c99f1f1d2ef', '2026-11-24 22:41:13.226057', '2026-11-24 22:41:13.226063'),
	('FX', '', NULL, '#26C6DA', 5, 'Shot', true, false, NULL, '6fb27087-b342-4167-be23-0e2670e783c4', '046af996-02b9-459b-bb6c-7c640503c2bb', '2026-11-24 22:41:13.231171', '2026-11-24 22:41:13.231178'),
	('Rendering', '', NULL, '#F06292', 6, 'Shot', true, false, NULL, 'fe558604-e3e0-4aa2-9212-638d02d07f52', '37599c02-1b33-4855-90b7-7bbb0e509152', '2026-11-24 22:41:13.236431', '2026-11-24 22:41:13.236438'),
	('Compositing', '', NULL, '#ff5252', 7, 'Shot', true, false, NULL, 'fe558604-e3e0-4aa2-9212-638d02d07f52', '6620201a-4051-4d08-aa78-46273d76aeaa', '2026-11-24 22:41:13.24156', '2026-11-24 22:41:13.241566'),
	('Edit', '', NULL, '#9b298c', 8, 'Edit', true, false, NULL, 'fe558604-e3e0-4aa2-9212-638d02d07f52', '57a1b87b-3eb6-4f99-b726-bcb47f0fe88a', '2026-11-24 22:41:13.24662', '2026-11-24 22:41:13.246626');
INSERT INTO public.task_type_asset_type_link VALUES
	('2060dd61-c9e6-4fec-ab9b-5865ed6a3433', '0037deaf-7c1f-41db-b3ef-fc6a7a2c37b2');
INSERT INTO public.time_spent VALUES
	(1.5, '2026-03-04', '180e718e-ac5b-4342-8bee-d9ba61b96193', '0b6c921b-993f-412c-9ffc-c3b91f13b824', 'f2c86b8d-d0b2-4d12-bbed-ae965ea4053a', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
INSERT INTO public.working_file VALUES
	(1, 'name', 'description', 'comment', 1, 1, 1, 'path', '{}', '180e718e-ac5b-4342-8bee-d9ba61b96193', NULL, '0b6c921b-993f-412c-9ffc-c3b91f13b824', '7aebdb44-3ead-409a-9b6e-6e32f5a1fff0', '8829ba68-3b66-4b7f-9bff-5352b29784c5', '2026-03-04 05:06:07', '2026-03-04 05:06:07');
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
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);
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
ALTER TABLE ONLY public.project_task_status_link
    ADD CONSTRAINT project_taskstatus_uc UNIQUE (project_id, task_status_id);
ALTER TABLE ONLY public.project_task_type_link
    ADD CONSTRAINT project_tasktype_uc UNIQUE (project_id, task_type_id);
ALTER TABLE ONLY public.project_template_asset_type_link
    ADD CONSTRAINT project_template_asset_type_link_pkey PRIMARY KEY (project_template_id, asset_type_id);
ALTER TABLE ONLY public.project_template
    ADD CONSTRAINT project_template_name_key UNIQUE (name);
ALTER TABLE ONLY public.project_template
    ADD CONSTRAINT project_template_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.project_template_preview_background_file_link
    ADD CONSTRAINT project_template_preview_background_file_link_pkey PRIMARY KEY (project_template_id, preview_background_file_id);
ALTER TABLE ONLY public.project_template_status_automation_link
    ADD CONSTRAINT project_template_status_automation_link_pkey PRIMARY KEY (project_template_id, status_automation_id);
ALTER TABLE ONLY public.project_template_task_status_link
    ADD CONSTRAINT project_template_taskstatus_uc PRIMARY KEY (project_template_id, task_status_id);
ALTER TABLE ONLY public.project_template_task_type_link
    ADD CONSTRAINT project_template_tasktype_uc PRIMARY KEY (project_template_id, task_type_id);
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
CREATE INDEX ix_comment_preview_link_comment ON public.comment_preview_link USING btree (comment);
CREATE INDEX ix_comment_preview_link_preview_file ON public.comment_preview_link USING btree (preview_file);
CREATE INDEX ix_comment_task_status_id ON public.comment USING btree (task_status_id);
CREATE INDEX ix_day_off_person_id ON public.day_off USING btree (person_id);
CREATE INDEX ix_department_link_department_id ON public.department_link USING btree (department_id);
CREATE INDEX ix_department_link_person_id ON public.department_link USING btree (person_id);
CREATE INDEX ix_department_metadata_descriptor_link_department_id ON public.department_metadata_descriptor_link USING btree (department_id);
CREATE INDEX ix_department_metadata_descriptor_link_metadata_descriptor_id ON public.department_metadata_descriptor_link USING btree (metadata_descriptor_id);
CREATE INDEX ix_desktop_login_log_person_id ON public.desktop_login_log USING btree (person_id);
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
CREATE INDEX ix_person_studio_id ON public.person USING btree (studio_id);
CREATE INDEX ix_playlist_episode_id ON public.playlist USING btree (episode_id);
CREATE INDEX ix_playlist_for_client ON public.playlist USING btree (for_client);
CREATE INDEX ix_playlist_for_entity ON public.playlist USING btree (for_entity);
CREATE INDEX ix_playlist_project_id ON public.playlist USING btree (project_id);
CREATE INDEX ix_playlist_share_link_playlist_active ON public.playlist_share_link USING btree (playlist_id, is_active);
CREATE INDEX ix_playlist_share_link_playlist_id ON public.playlist_share_link USING btree (playlist_id);
CREATE UNIQUE INDEX ix_playlist_share_link_token ON public.playlist_share_link USING btree (token);
CREATE INDEX ix_playlist_task_type_id ON public.playlist USING btree (task_type_id);
CREATE INDEX ix_plugin_name ON public.plugin USING btree (name);
CREATE UNIQUE INDEX ix_plugin_plugin_id ON public.plugin USING btree (plugin_id);
CREATE INDEX ix_preview_background_file_is_default ON public.preview_background_file USING btree (is_default);
CREATE INDEX ix_preview_file_source_file_id ON public.preview_file USING btree (source_file_id);
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
CREATE INDEX ix_search_filter_group_list_type ON public.search_filter_group USING btree (list_type);
CREATE INDEX ix_search_filter_group_person_id ON public.search_filter_group USING btree (person_id);
CREATE INDEX ix_search_filter_group_project_id ON public.search_filter_group USING btree (project_id);
CREATE INDEX ix_search_filter_list_type ON public.search_filter USING btree (list_type);
CREATE INDEX ix_search_filter_person_id ON public.search_filter USING btree (person_id);
CREATE INDEX ix_search_filter_project_id ON public.search_filter USING btree (project_id);
CREATE INDEX ix_software_department_link_department_id ON public.software_department_link USING btree (department_id);
CREATE INDEX ix_software_department_link_software_id ON public.software_department_link USING btree (software_id);
CREATE INDEX ix_status_automation_in_task_status_id ON public.status_automation USING btree (in_task_status_id);
CREATE INDEX ix_status_automation_in_task_type_id ON public.status_automation USING btree (in_task_type_id);
CREATE INDEX ix_status_automation_out_task_status_id ON public.status_automation USING btree (out_task_status_id);
CREATE INDEX ix_status_automation_out_task_type_id ON public.status_automation USING btree (out_task_type_id);
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
ALTER TABLE ONLY public.preview_file
    ADD CONSTRAINT preview_file_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.task(id);
ALTER TABLE ONLY public.production_schedule_version_task_link_person_link
    ADD CONSTRAINT production_schedule_version__production_schedule_version__fkey1 FOREIGN KEY (production_schedule_version_task_link_id) REFERENCES public.production_schedule_version_task_link(id);
ALTER TABLE ONLY public.production_schedule_version
    ADD CONSTRAINT production_schedule_version_production_schedule_from_fkey FOREIGN KEY (production_schedule_from) REFERENCES public.production_schedule_version(id);
ALTER TABLE ONLY public.production_schedule_version
    ADD CONSTRAINT production_schedule_version_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(id);
ALTER TABLE ONLY public.production_schedule_version_task_link
    ADD CONSTRAINT production_schedule_version_t_production_schedule_version__fkey FOREIGN KEY (production_schedule_version_id) REFERENCES public.production_schedule_version(id);
ALTER TABLE ONLY public.production_schedule_version_task_link_person_link
    ADD CONSTRAINT production_schedule_version_task_link_person_lin_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.production_schedule_version_task_link
    ADD CONSTRAINT production_schedule_version_task_link_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.task(id);
ALTER TABLE ONLY public.project_asset_type_link
    ADD CONSTRAINT project_asset_type_link_asset_type_id_fkey FOREIGN KEY (asset_type_id) REFERENCES public.entity_type(id);
ALTER TABLE ONLY public.project_asset_type_link
    ADD CONSTRAINT project_asset_type_link_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(id);
ALTER TABLE ONLY public.project
    ADD CONSTRAINT project_default_preview_background_file_id_fkey FOREIGN KEY (default_preview_background_file_id) REFERENCES public.preview_background_file(id);
ALTER TABLE ONLY public.project
    ADD CONSTRAINT project_from_schedule_version_id_fkey FOREIGN KEY (from_schedule_version_id) REFERENCES public.production_schedule_version(id);
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
