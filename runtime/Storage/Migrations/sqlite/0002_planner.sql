-- Every index begins with the tenant, and a file holds few tenants: knowing the tenant narrows little down, the second column does.
-- SQLite cannot know that of an empty file and takes a walk through a tenant's rows for cheap, so it is told the usual proportions, of
-- twenty tenants: rows of the index, then rows that share the first column, the first two, and so on.

ANALYZE;
DELETE FROM sqlite_stat1;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('instance', 'sqlite_autoindex_instance_1', '1000000 50000 1'),
  ('instance', 'instance_by_correlation', '1000000 50000 1'),
  ('instance', 'instance_by_status', '1000000 50000 25000'),
  ('journal', 'journal', '6000000 300000 6 1'),
  ('bookmark', 'bookmark', '100000 5000 1 1'),
  ('bookmark', 'bookmark_by_hash', '100000 5000 2'),
  ('timer', 'timer', '100000 5000 1 1'),
  ('timer', 'timer_by_time', '100000 1'),
  ('inbox', 'inbox', '6000000 300000 6 1'),
  ('inbox', 'inbox_waiting', '10000 500 2'),
  ('inbox', 'inbox_expiring', '10000 1'),
  ('outbox', 'outbox', '10000 500 1'),
  ('outbox', 'sqlite_autoindex_outbox_2', '10000 500 1'),
  ('outbox', 'outbox_by_time', '10000 1'),
  ('work_case', 'sqlite_autoindex_work_case_1', '1000000 50000 1'),
  ('work_case', 'work_case_by_number', '1000000 50000 1'),
  ('work_case', 'work_case_by_source', '1000000 50000 25000 1'),
  ('work_case', 'work_case_by_time', '1000000 50000 1'),
  ('work_case', 'work_case_by_status', '1000000 50000 5000 1'),
  ('work_case', 'work_case_by_department', '1000000 50000 2500 1'),
  ('work_case', 'work_case_by_class', '1000000 50000 500 1'),
  ('work_case', 'work_case_by_due', '1000000 50000 15000 1'),
  ('work_case_event', 'work_case_event', '15000000 750000 15 1'),
  ('task', 'task', '5000000 250000 1'),
  ('task', 'task_by_bookmark', '5000000 250000 5 1'),
  ('task', 'task_by_case', '5000000 250000 5'),
  ('task', 'task_by_assignee', '100000 5000 50 25'),
  ('task', 'task_by_completion', '5000000 250000 500 1'),
  ('task', 'task_open', '100000 5000 1'),
  ('task_candidate', 'task_candidate', '100000 5000 1 1 1'),
  ('task_candidate', 'task_candidate_by_role', '100000 5000 1000 100'),
  ('attachment', 'attachment', '1000000 50000 1'),
  ('attachment', 'attachment_by_case', '1000000 50000 3');
ANALYZE sqlite_schema;
