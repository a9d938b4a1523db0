import { holdFloors, readFloors } from '../eval/floors.ts';

// The other files: test/eval/answers.test.ts.
holdFloors('without a model and without a reader', readFloors('floors.json', 'long'), {
  READER_MODEL: 'none',
});
