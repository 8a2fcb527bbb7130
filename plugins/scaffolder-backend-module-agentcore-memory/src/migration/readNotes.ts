import {
  SessionName,
  StoredEvent,
} from 'backstage-plugin-agentcore-memory-node';
import { EventNote, toNote } from './EventNote';
import { MemorySide } from './MigrationOptions';
import { Run } from './Run';

/**
 * The events of a session, the oldest first; those of the same time in the reverse order of the listing.
 *
 * @param keep - whether what an event holds is to be kept with its note
 */
export async function readNotes(
  run: Run,
  { place, memoryId }: MemorySide,
  session: SessionName,
  keep: (note: EventNote) => boolean,
): Promise<EventNote[]> {
  return run.ask(async () => {
    const notes: EventNote[] = [];
    const seen = new Set<string>();
    const { contents, options } = run;
    try {
      for await (const page of contents.events(
        place,
        memoryId,
        session,
        options,
      )) {
        for (const event of page) {
          // A listing may show one twice while another is added.
          if (!seen.has(event.eventId)) {
            seen.add(event.eventId);
            notes.push(noteOf(event));
          }
        }
      }
    } catch (error) {
      release(run, notes);
      throw error;
    }
    return notes.reverse().sort((a, b) => a.timestamp - b.timestamp);
  });

  function noteOf(event: StoredEvent): EventNote {
    const note = toNote(event);
    if (keep(note) && run.payloads.take(note.bytes)) note.kept = event;
    return note;
  }
}

/** Lets go of what events hold. */
export function release(run: Run, notes: readonly EventNote[]): void {
  for (const note of notes) {
    if (note.kept) {
      note.kept = undefined;
      run.payloads.giveBack(note.bytes);
    }
  }
}
