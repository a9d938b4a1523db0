import { holdPapers } from '../eval/office-papers.ts';

holdPapers('read by the reader', {});
