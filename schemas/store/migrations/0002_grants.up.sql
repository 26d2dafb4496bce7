-- What was shown last of each pull request: what somebody grants is about that head and no other.
CREATE TABLE dataplan.shown (
  repository bigint NOT NULL,
  pull integer NOT NULL,
  head text NOT NULL,
  -- The fingerprints, sorted: while they and the head stay, so does `since`.
  prints text NOT NULL,
  since timestamptz NOT NULL,
  answer jsonb NOT NULL,
  PRIMARY KEY (repository, pull)
);

-- Every command, one row a line: what a comment said when it was made, and what came of it.
CREATE TABLE dataplan.audit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  repository bigint NOT NULL,
  pull integer NOT NULL,
  source text NOT NULL,
  position integer NOT NULL,
  actor text NOT NULL,
  actor_id bigint NOT NULL,
  role text NOT NULL,
  line text NOT NULL,
  head text,
  said_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  result text NOT NULL CHECK (result IN ('done', 'refused')),
  reply text,
  review boolean NOT NULL,
  UNIQUE (repository, source, position)
);

CREATE INDEX audit_by_pull ON dataplan.audit (repository, pull, id);

-- Leave to let one finding of one pull request pass.
CREATE TABLE dataplan.waiver (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  repository bigint NOT NULL,
  pull integer NOT NULL,
  fingerprint text NOT NULL,
  rule text NOT NULL,
  subject text NOT NULL,
  reason text NOT NULL,
  until date NOT NULL,
  head text NOT NULL,
  granted bigint NOT NULL REFERENCES dataplan.audit (id),
  ended bigint REFERENCES dataplan.audit (id)
);

CREATE UNIQUE INDEX waiver_standing ON dataplan.waiver (repository, pull, fingerprint) WHERE ended IS NULL;

-- A person wants one pull request to wait.
CREATE TABLE dataplan.hold (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  repository bigint NOT NULL,
  pull integer NOT NULL,
  reason text NOT NULL,
  head text NOT NULL,
  granted bigint NOT NULL REFERENCES dataplan.audit (id),
  ended bigint REFERENCES dataplan.audit (id)
);

CREATE INDEX hold_standing ON dataplan.hold (repository, pull) WHERE ended IS NULL;
