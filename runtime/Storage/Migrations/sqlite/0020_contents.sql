-- What is kept beside instances because it is too large for their state: large bodies of requests, uploaded files. The bytes are files. A row
-- is there before its file; until a burst takes the content, and when its instance has gone, it says when both are forgotten.

CREATE TABLE instance_content (
  tenant_id TEXT NOT NULL,
  content_id TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  media_type TEXT NOT NULL,
  created_at TEXT NOT NULL,
  forget_at TEXT,
  PRIMARY KEY (tenant_id, content_id)
) WITHOUT ROWID;
CREATE INDEX instance_content_by_instance ON instance_content (tenant_id, instance_id);
CREATE INDEX instance_content_forgotten ON instance_content (forget_at) WHERE forget_at IS NOT NULL;
