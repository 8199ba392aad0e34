import { Cluster, type SharedBus } from '../support/cluster.js';
import { Maroquin } from '../support/maroquin.js';

/** Where a fault strikes: one server with its own PostgreSQL, or several that share one. */
export interface Scene {
  /** The last one printed the link of the first administrator. */
  readonly nodes: readonly [Maroquin, ...Maroquin[]];
  /** null: one server alone. */
  readonly cluster: Cluster | null;
  dispose(): Promise<void>;
}

/** What the servers use beside what they bring themselves. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string>>;
  /** Once the folder of its data is there, before it starts: of one server alone. */
  readonly before?: ((dataDir: string) => void) | undefined;
  readonly close: () => Promise<void>;
}

/** @param bus null: one server alone */
export async function openScene(
  bus: SharedBus | null,
  { env: given, before, close }: Surroundings,
): Promise<Scene> {
  const env = { LOG_LEVEL: 'error', ...given };
  if (bus === null) {
    const server = await Maroquin.prepare({ env });
    before?.(server.dataDir);
    await server.start();
    // What lies in its folder is taken out of it before that is removed.
    const dispose = async (): Promise<void> => {
      await server.stop();
      await close().finally(() => server.dispose());
    };
    return { nodes: [server], cluster: null, dispose };
  }
  const cluster = await Cluster.start({ bus, env });
  return { nodes: cluster.nodes, cluster, dispose: () => cluster.dispose().finally(close) };
}
