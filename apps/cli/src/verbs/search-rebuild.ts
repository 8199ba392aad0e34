import { RebuildIndex, type RebuildProgress } from '@maroquin/search';
import { answer, say } from '../common/output.js';
import { withSuite } from '../common/with-suite.js';

/** `maroquin search rebuild`: people search meanwhile. */
export async function searchRebuild({ json = false }: { readonly json?: boolean }): Promise<void> {
  let last: RebuildProgress = { left: 0, all: 0 };
  await withSuite((suite) =>
    suite.get(RebuildIndex).run((progress) => {
      last = progress;
      const { left, all } = progress;
      if (!json) process.stderr.write(`${String(all - left)} / ${String(all)}\n`);
    }),
  );
  answer(json, { rebuilt: last.all - last.left, left: last.left }, [
    last.left === 0
      ? say(
          'L’index de recherche est refait ; les serveurs relisent le texte des fichiers.',
          'The search index is built again; the servers read the texts of files again.',
        )
      : say(
          'Une partie n’a pas pu être lue ; les serveurs essaieront encore. La cause est dans le journal.',
          'Some of it could not be read; the servers will try again. The cause is in the log.',
        ),
  ]);
}
