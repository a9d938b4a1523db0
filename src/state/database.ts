import { DatabaseSync, enhance } from '@photostructure/sqlite';

/**
 * A statement that is prepared once. `Given`: values for each `?` in order, or one object with a field for each `@name`.
 * `Row`: the columns that it returns, by their names.
 */
export interface Statement<Given extends readonly unknown[], Row> {
  /** The first row; undefined where there is none. */
  get(...given: Given): Row | undefined;
  all(...given: Given): Row[];
  /** @returns how many rows it changed. */
  run(...given: Given): number;
}

/** One connection to an SQLite file. All calls are synchronous. */
export interface Database {
  prepare<Given extends readonly unknown[] = unknown[], Row = unknown>(sql: string): Statement<Given, Row>;
  /** Runs statements without parameters, separated by `;`. */
  exec(sql: string): void;
  /** Reads (`user_version`) or sets (`user_version = 3`) a pragma. @returns the first value that SQLite then tells. */
  pragma(source: string): unknown;
  /**
   * A function that does `work` as one write: all of it stays, or none where it throws. Within another it is a part of
   * that, and undone alone. `immediate` takes the right to write at once, `deferred` with the first write.
   */
  transaction<Given extends readonly unknown[], Result>(
    work: (...given: Given) => Result,
    mode?: 'deferred' | 'immediate',
  ): (...given: Given) => Result;
  readonly isInTransaction: boolean;
  readonly isOpen: boolean;
  /** No statement runs any more. The driver leaves the file open, and its log beside it, until the statements are collected. */
  close(): void;
}

/** The primary result codes of SQLite that are told apart (sqlite.org/rescode.html). */
const RESULT_CODES = { busy: 5, corrupt: 11, notADatabase: 26 } as const;
/** An extended code holds its primary code in the lowest byte. */
const PRIMARY = 0xff;

/**
 * Opens the file at `path`, made when missing; `:memory:` keeps it in memory.
 * @param patience how long a statement waits for another connection's lock, in milliseconds.
 */
export function openDatabase(path: string, { patience }: { readonly patience: number }): Database {
  const connection = enhance(new DatabaseSync(path, { timeout: patience }));
  return {
    prepare: (sql) => {
      const statement = connection.prepare(sql);
      return {
        get: (...given) => statement.get(...given),
        all: (...given) => statement.all(...given),
        run: (...given) => statement.run(...given).changes,
      };
    },
    exec: (sql) => connection.exec(sql),
    pragma: (source) => connection.pragma(source, { simple: true }),
    transaction: (work, mode = 'deferred') => connection.transaction(work)[mode] as unknown as typeof work,
    get isInTransaction() {
      return connection.isTransaction;
    },
    get isOpen() {
      return connection.isOpen;
    },
    close: () => connection.close(),
  };
}

/** Whether SQLite itself threw it, with the given primary result code. */
export function isSqliteFault(thrown: unknown, kind: keyof typeof RESULT_CODES): boolean {
  if (!(thrown instanceof Error) || !('errcode' in thrown)) return false;
  return (Number(thrown.errcode) & PRIMARY) === RESULT_CODES[kind];
}
