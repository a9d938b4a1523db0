import { describe, expect, test } from 'vitest';
import { holdFloors, readFloors } from '../eval/floors.ts';

const [weighed, read] = [readFloors('floors.json'), readFloors('floors-read.json')];

holdFloors('read by the reader', read, {});

describe('the floors with the reader', () => {
  test('are of the same files, and no lower than without', () => {
    expect(Object.keys(read)).toEqual(Object.keys(weighed));
    for (const [file, { least, most }] of Object.entries(weighed)) {
      for (const [name, floor] of Object.entries(least))
        expect(read[file]?.least, file).toHaveProperty(
          name,
          expect.toSatisfy((one: number) => one >= floor),
        );
      for (const [name, ceiling] of Object.entries(most))
        expect(read[file]?.most, file).toHaveProperty(
          name,
          expect.toSatisfy((one: number) => one <= ceiling),
        );
    }
  });
});
