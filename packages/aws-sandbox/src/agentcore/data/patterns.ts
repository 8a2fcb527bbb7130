/** Constraints of members that several operations have. */
export const ACTOR_ID = {
  min: 1,
  max: 255,
  pattern: /^[a-zA-Z0-9][a-zA-Z0-9-_/]*(?::[a-zA-Z0-9-_/]+)*[a-zA-Z0-9-_/]*$/,
};

/** A session id. */
export const SESSION_ID = {
  min: 1,
  max: 100,
  pattern: /^[a-zA-Z0-9][a-zA-Z0-9-_]*$/,
};

/** The name of a branch, or the id of a strategy. */
export const NAME = SESSION_ID;

/** An event id. */
export const EVENT_ID = { pattern: /^[0-9]+#[a-fA-F0-9]+$/ };

/** A record id. */
export const RECORD_ID = { min: 40, max: 50, pattern: /^mem-[a-zA-Z0-9-_]*$/ };

/** A namespace. */
export const NAMESPACE = {
  min: 1,
  max: 1024,
  pattern:
    /^[a-zA-Z0-9/*][a-zA-Z0-9-_/*]*(?::[a-zA-Z0-9-_/*]+)*[a-zA-Z0-9-_/*]*$/,
};

const METADATA_TEXT = /^[a-zA-Z0-9\s._:/=+@-]*$/;

/** A key in the metadata of an event or record. */
export const METADATA_KEY = { min: 1, max: 128, pattern: METADATA_TEXT };

/** A text in the metadata of an event. */
export const EVENT_METADATA_VALUE = { max: 256, pattern: METADATA_TEXT };

/** A text in the metadata of a record. */
export const RECORD_METADATA_VALUE = {
  min: 1,
  max: 256,
  pattern: METADATA_TEXT,
};

/** A text in a list in the metadata of a record. */
export const RECORD_METADATA_ITEM = {
  min: 1,
  max: 64,
  pattern: METADATA_TEXT,
};
