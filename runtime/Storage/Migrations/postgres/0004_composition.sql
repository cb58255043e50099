-- Who asks whether a definition runs already looks at its running instances alone; a workflow as an activity names a version of another.

CREATE INDEX instance_running ON instance (tenant_id, definition_id) WHERE status = 'Running';
CREATE INDEX artefact_by_key ON artefact (tenant_id, kind, key);
