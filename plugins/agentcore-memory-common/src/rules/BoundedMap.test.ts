import { BoundedMap } from './BoundedMap';

/** A map, and which ids it was made to find out anew. */
function counted(map: BoundedMap<string>) {
  const made: string[] = [];
  return {
    made,
    ask: (...ids: string[]) => {
      for (const id of ids) {
        const make = () => {
          made.push(id);
          return id;
        };
        expect(map.once(id, make)).toBe(id);
      }
    },
  };
}

describe('a bounded map', () => {
  it('makes each value once', () => {
    const { ask, made } = counted(new BoundedMap(2));
    ask('a', 'b', 'a', 'b');
    expect(made).toEqual(['a', 'b']);
  });

  it('forgets what nobody asked for the longest', () => {
    const map = new BoundedMap<string>(2);
    const { ask, made } = counted(map);
    ask('a', 'b', 'a', 'c', 'a', 'b');
    expect(made).toEqual(['a', 'b', 'c', 'b']);
    expect(map.size).toBe(2);
  });

  it('keeps no more characters than it may, but for the last entry', () => {
    const map = new BoundedMap<string>(9, 10);
    const { ask } = counted(map);
    ask('aaaa', 'bbbb', 'cccc');
    expect(map.size).toBe(2);
    ask('d'.repeat(11));
    expect(map.size).toBe(1);
  });

  it('keeps what is undefined', () => {
    const map = new BoundedMap<undefined>(1);
    const make = jest.fn();
    map.once('a', make);
    map.once('a', make);
    expect(make).toHaveBeenCalledTimes(1);
  });
});
