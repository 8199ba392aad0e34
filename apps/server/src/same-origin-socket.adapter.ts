import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';

/** Largest packet of a client, bytes: a message of 20,000 characters with room. */
const MAX_PACKET = 256 * 1024;

/** socket.io accepts any Origin by default: here only our own pages, and programs that send none. */
export class SameOriginSocketAdapter extends IoAdapter {
  constructor(
    app: INestApplicationContext,
    private readonly publicOrigin: string,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const strict: Partial<ServerOptions> = {
      ...options,
      serveClient: false,
      maxHttpBufferSize: MAX_PACKET,
      pingInterval: 10_000,
      pingTimeout: 10_000,
      connectTimeout: 15_000,
      allowRequest: (request, answer) => {
        const { origin } = request.headers;
        answer(null, origin === undefined || origin === this.publicOrigin);
      },
    };
    return super.createIOServer(port, strict as ServerOptions) as Server;
  }
}
