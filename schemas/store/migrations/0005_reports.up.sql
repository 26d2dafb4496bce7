-- What was said of a head, with all that its page shows (JSON, gzipped): one for each pull request and head.
CREATE TABLE dataplan.report (
  repository bigint NOT NULL,
  pull integer NOT NULL,
  head text NOT NULL,
  target jsonb NOT NULL,
  document bytea NOT NULL,
  judged_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (repository, pull, head)
);

CREATE INDEX report_by_age ON dataplan.report (judged_at);

-- Who is signed in to look at reports. The cookie's value is kept as a hash, GitHub's token sealed.
CREATE TABLE dataplan.session (
  id text PRIMARY KEY,
  login text NOT NULL,
  token bytea NOT NULL,
  ends_at timestamptz NOT NULL
);

CREATE INDEX session_by_end ON dataplan.session (ends_at);
