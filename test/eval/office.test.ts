import { holdPapers } from './office-papers.ts';

// With the reader: test/long/office-read.test.ts.
holdPapers('without a reader', { READER_MODEL: 'none' });
