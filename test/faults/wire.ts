import net from 'node:net';

/** A wire between a server and its PostgreSQL that a test can stop at a statement, or cut. */
export interface Wire {
  /** The same address, through this wire. */
  through(url: string): string;
  /** Resolves when a statement with these words has been asked for and was not passed on: PostgreSQL has not heard of it. */
  stopBefore(words: string): Promise<void>;
  /** Resolves when PostgreSQL has answered a statement with these words, and the answer was not passed on: it is done, and nobody knows. */
  stopAfter(words: string): Promise<void>;
  /** Cuts every connection, as a switch that loses its power does. What was stopped stays undelivered. */
  cut(): void;
  close(): Promise<void>;
}

interface Stop {
  readonly words: string;
  readonly side: 'before' | 'after';
  readonly reached: () => void;
}

export async function layWire(to: string): Promise<Wire> {
  const { hostname, port } = new URL(to);
  const open = new Set<net.Socket>();
  let stop: Stop | null = null;

  const listener = net.createServer((near) => {
    const far = net.connect({ host: hostname, port: Number(port) });
    let stopped: Stop | null = null;
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
    near.on('data', (chunk) => {
      if (stop && !stopped && chunk.includes(stop.words)) {
        stopped = stop;
        stop = null;
        if (stopped.side === 'before') stopped.reached();
      }
      if (stopped?.side !== 'before') far.write(chunk);
    });
    far.on('data', (chunk) => {
      if (!stopped) near.write(chunk);
      else if (stopped.side === 'after') stopped.reached();
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));

  const stopAt = (side: Stop['side'], words: string): Promise<void> =>
    new Promise((reached) => (stop = { side, words, reached }));
  const cut = (): void => open.forEach((socket) => socket.destroy());
  return {
    through: (url) => {
      const other = new URL(url);
      other.port = String((listener.address() as net.AddressInfo).port);
      other.hostname = '127.0.0.1';
      return other.href;
    },
    stopBefore: (words) => stopAt('before', words),
    stopAfter: (words) => stopAt('after', words),
    cut,
    close: () => {
      cut();
      return new Promise((resolve) => listener.close(() => resolve()));
    },
  };
}
