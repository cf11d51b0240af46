import type { EventEmitter } from 'node:events';

import type OSS = require('../index');

// The client of several buckets.

declare module '../index' {
  /** A client of several buckets that hold the same objects. `new` may be left out. */
  function ClusterClient(options: ClusterOptions): ClusterClient;

  /**
   * A client of several buckets that hold the same objects.
   *
   * What reads is sent to one member, and to the others when that one is down. What writes is sent to all at once, gives the result
   * of the first, and fails when one fails. Members are asked every ten seconds whether they are up, until `close()`.
   *
   * Emits `error`: a `CheckAvailableError` when members are down. Without a listener it is printed.
   */
  // biome-ignore lint/suspicious/noRedeclare: called with and without `new`
  class ClusterClient extends EventEmitter {
    /** @throws {Error} `require options.cluster to be an array` */
    constructor(options: ClusterOptions);

    clients: OSS[];
    /** Which members are up, by their number. */
    availables: Record<number, boolean>;
    schedule: string;
    masterOnly: boolean;
    /** The member whose turn is next. */
    index: number;

    /** Resolves when the members have been asked for the first time. */
    ready(): Promise<void>;
    /** Calls back then; or, with a flag, says that it is so. */
    ready(flagOrCallback: boolean | (() => void)): void;
    /** The member for the next call. */
    chooseAvailable(): OSS;
    /** Ends the asking of the members, which keeps a process alive. */
    close(): void;

    head: OSS['head'];
    get: OSS['get'];
    list: OSS['list'];
    getACL: OSS['getACL'];
    getStream: OSS['getStream'];
    put: OSS['put'];
    /** Stores what a stream brings in all members, no faster than the slowest takes it. */
    putStream: OSS['putStream'];
    delete: OSS['delete'];
    deleteMulti: OSS['deleteMulti'];
    copy: OSS['copy'];
    putMeta: OSS['putMeta'];
    putACL: OSS['putACL'];
    signatureUrl: OSS['signatureUrl'];
    getObjectUrl: OSS['getObjectUrl'];
  }

  interface ClusterOptions {
    /** Options of the members; the first is the master. */
    cluster: readonly Options[];
    /** Who reads: each member in its turn, or the first that is up; `roundRobin`. */
    schedule?: 'roundRobin' | 'masterSlave' | (string & {}) | undefined;
    /** With `masterSlave`: read from the first member alone; false. */
    masterOnly?: boolean | undefined;
    /** Milliseconds between two askings; 10,000. */
    heartbeatInterval?: number | undefined;
    /** Do not write the file that members are asked for: one that answers 404 is up, too; false. */
    ignoreStatusFile?: boolean | undefined;
    /** Of members that have none of their own. */
    timeout?: string | number | undefined;
    /** Of members that have none of their own. */
    agent?: Agent | undefined;
    /** Of members that have none of their own. */
    transport?: 'native' | 'node' | undefined;
    /** Of members that have none of their own. */
    urllib?: Urllib | undefined;
  }
}
