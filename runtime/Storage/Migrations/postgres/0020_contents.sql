-- What is kept beside instances because it is too large for their state: large bodies of requests, uploaded files. The bytes are files. A row
-- is there before its file; until a burst takes the content, and when its instance has gone, it says when both are forgotten.

CREATE TABLE instance_content (
  tenant_id TEXT COLLATE "C" NOT NULL,
  content_id TEXT COLLATE "C" NOT NULL,
  instance_id TEXT COLLATE "C" NOT NULL,
  media_type TEXT COLLATE "C" NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL,
  forget_at TEXT COLLATE "C",
  PRIMARY KEY (tenant_id, content_id)
);
CREATE INDEX instance_content_by_instance ON instance_content (tenant_id, instance_id);
CREATE INDEX instance_content_forgotten ON instance_content (forget_at) WHERE forget_at IS NOT NULL;
SELECT protect_tenant_rows('instance_content');

CREATE POLICY claiming ON instance_content FOR SELECT TO lowcode_claiming USING (TRUE);
GRANT SELECT (tenant_id, content_id, forget_at) ON instance_content TO lowcode_claiming;
