-- Every index begins with the tenant, and most files hold one large tenant: knowing the tenant narrows nothing down. SQLite cannot know
-- that of an empty file and takes a walk through a tenant's whole table for cheap, so it is told the usual proportions: rows of the
-- index, then rows that share the first column, the first two, and so on.

ANALYZE;
DELETE FROM sqlite_stat1;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('instance', 'sqlite_autoindex_instance_1', '1000000 1000000 1'),
  ('instance', 'instance_by_correlation', '1000000 1000000 1'),
  ('instance', 'instance_by_status', '1000000 1000000 500000'),
  ('journal', 'journal', '6000000 6000000 6 1'),
  ('bookmark', 'bookmark', '100000 100000 1 1'),
  ('bookmark', 'bookmark_by_hash', '100000 100000 2'),
  ('timer', 'timer', '100000 100000 1 1'),
  ('timer', 'timer_by_time', '100000 1'),
  ('inbox', 'inbox', '6000000 6000000 6 1'),
  ('inbox', 'inbox_waiting', '10000 10000 2'),
  ('inbox', 'inbox_expiring', '10000 1'),
  ('outbox', 'outbox', '10000 10000 1'),
  ('outbox', 'sqlite_autoindex_outbox_2', '10000 10000 1'),
  ('outbox', 'outbox_by_time', '10000 1'),
  ('work_case', 'sqlite_autoindex_work_case_1', '1000000 1000000 1'),
  ('work_case', 'work_case_by_number', '1000000 1000000 1'),
  ('work_case', 'work_case_by_source', '1000000 1000000 500000 1'),
  ('work_case', 'work_case_by_time', '1000000 1000000 1'),
  ('work_case', 'work_case_by_status', '1000000 1000000 100000 1'),
  ('work_case', 'work_case_by_department', '1000000 1000000 50000 1'),
  ('work_case', 'work_case_by_class', '1000000 1000000 10000 1'),
  ('work_case', 'work_case_by_due', '1000000 1000000 300000 1'),
  ('work_case_event', 'work_case_event', '15000000 15000000 15 1'),
  ('task', 'task', '5000000 5000000 1'),
  ('task', 'task_by_bookmark', '5000000 5000000 5 1'),
  ('task', 'task_by_case', '5000000 5000000 5'),
  ('task', 'task_by_assignee', '100000 100000 1000 500'),
  ('task', 'task_by_completion', '5000000 5000000 10000 1'),
  ('task', 'task_open', '100000 100000 1'),
  ('task_candidate', 'task_candidate', '100000 100000 1 1 1'),
  ('task_candidate', 'task_candidate_by_role', '100000 100000 20000 2000'),
  ('attachment', 'attachment', '1000000 1000000 1'),
  ('attachment', 'attachment_by_case', '1000000 1000000 3');
ANALYZE sqlite_schema;
