-- Our answers to commands that nobody has folded away so far. What a push overtakes is folded, once, and goes from here.
CREATE TABLE dataplan.reply (
  -- GitHub's id of the comment, as GraphQL knows it.
  node text PRIMARY KEY,
  repository bigint NOT NULL,
  pull integer NOT NULL,
  -- What was answered, as in `audit`.
  source text NOT NULL,
  head text NOT NULL,
  said_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX reply_by_pull ON dataplan.reply (repository, pull);

CREATE INDEX reply_by_age ON dataplan.reply (said_at);
