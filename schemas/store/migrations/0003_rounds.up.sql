-- What is done again and again, by one process at a time: whoever sees that it is due says that he begins.
CREATE TABLE dataplan.round (
  name text PRIMARY KEY,
  began_at timestamptz NOT NULL DEFAULT now(),
  -- How far the last whole round came, in the round's own words.
  reached text
);

-- Deliveries of GitHub's that we asked for once more.
CREATE TABLE dataplan.redelivery (
  id text PRIMARY KEY,
  times integer NOT NULL DEFAULT 1,
  asked_at timestamptz NOT NULL DEFAULT now()
);

-- Up to where each repository's open pull requests are known to be answered.
CREATE TABLE dataplan.answered (
  repository bigint PRIMARY KEY,
  -- GitHub's tag of the list in which nothing was left to do: while it stands, nothing is.
  etag text NOT NULL,
  up_to timestamptz NOT NULL
);

-- Check runs that show us at work, each with the job that would end it.
CREATE TABLE dataplan.at_work (
  repository bigint NOT NULL,
  pull bigint NOT NULL,
  job jsonb NOT NULL,
  since timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (repository, pull)
);
