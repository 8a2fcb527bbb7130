import { Operation } from '../http/operation';
import { findKey } from './findKey';
import { toSeconds } from './toKeyMetadata';

/** KMS knows nothing of earlier uses. AWS does not document the day for each region; this is that of its example. */
const TRACKED_SINCE = Date.UTC(2026, 2, 11);

/** GetKeyLastUsage: of the caller's own account only. */
export const getKeyLastUsage: Operation = context => {
  const { keyId, createdAt, lastUse } = findKey(context, {
    action: 'kms:GetKeyLastUsage',
  });
  return {
    body: {
      KeyId: keyId,
      KeyLastUsage:
        lastUse && lastUse.at >= TRACKED_SINCE
          ? {
              Operation: lastUse.operation,
              Timestamp: toSeconds(lastUse.at),
              CloudTrailEventId: lastUse.eventId,
              KmsRequestId: lastUse.requestId,
            }
          : {},
      TrackingStartDate: toSeconds(Math.max(TRACKED_SINCE, createdAt)),
      KeyCreationDate: toSeconds(createdAt),
    },
  };
};
