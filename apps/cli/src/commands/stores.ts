import type { Command } from 'commander';
import { json, type Json } from '../common/json-option.js';
import { say } from '../common/output.js';

export function search(program: Command): void {
  program
    .command('search')
    .description(say('index de recherche', 'search index'))
    .command('rebuild')
    .description(say('refait l’index, pendant qu’on cherche', 'builds the index again, while people search'))
    .option(...json)
    .action(async (options: Json) => (await import('../verbs/search-rebuild.js')).searchRebuild(options));
}

export function storage(program: Command): void {
  const store = program.command('storage').description(say('stockage des fichiers', 'storage of files'));
  store
    .command('recount')
    .description(
      say(
        'compare les comptes gardés à ce qui est là',
        'compares the counts that are kept with what is there',
      ),
    )
    .option('--repair', say('et les corrige', 'and corrects them'))
    .option(...json)
    .action(async (options: Json & { repair?: boolean }) =>
      (await import('../verbs/storage.js')).storageRecount(options),
    );
  store
    .command('migrate')
    .description(
      say(
        'copie les objets de OBJECT_STORAGE_FORMER vers OBJECT_STORAGE, pendant qu’on travaille',
        'copies the objects of OBJECT_STORAGE_FORMER to OBJECT_STORAGE, while people work',
      ),
    )
    .option('--compare', say('relit aussi ce qui y est déjà', 'also reads again what is there already'))
    .option(...json)
    .action(async (options: Json & { compare?: boolean }) =>
      (await import('../verbs/storage-migrate.js')).storageMigrate(options),
    );
  store
    .command('verify')
    .description(say('lit et ouvre tout ce qui est stocké', 'reads and opens all that is stored'))
    .option(...json)
    .action(async (options: Json) => (await import('../verbs/storage.js')).storageVerify(options));
  quota(store);
}

function quota(store: Command): void {
  store
    .command('quota <organisation> <taille>')
    .description(
      say(
        'fixe ce que toute une organisation peut garder (500G, 2T…), ou « none »',
        'sets what all of an organisation may store (500G, 2T…), or “none”',
      ),
    )
    .requiredOption(
      '--by <personne>',
      say(
        'adresse ou identifiant de la personne qui le décide',
        'address or id of the person who decides it',
      ),
    )
    .option(...json)
    .action(async (organisation: string, size: string, options: Json & { by: string }) =>
      (await import('../verbs/storage.js')).storageQuota(organisation, size, options),
    );
}

export function backups(program: Command): void {
  const backup = program.command('backup').description(say('sauvegardes', 'backups'));
  backup
    .command('create <dossier>')
    .description(say('copie cohérente de la base et des objets', 'consistent copy of database and objects'))
    .option(...json)
    .action(async (folder: string, options: Json) =>
      (await import('../verbs/backup.js')).backupCreate(folder, options),
    );
  backup
    .command('verify <dossier>')
    .description(say('relit chaque fichier et vérifie son empreinte', 'reads every file and checks its hash'))
    .option(...json)
    .action(async (folder: string, options: Json) =>
      (await import('../verbs/backup.js')).backupVerify(folder, options),
    );
  program
    .command('restore <dossier>')
    .description(say('remet une sauvegarde dans un endroit vide', 'puts a backup into an empty place'))
    .option(...json)
    .action(async (folder: string, options: Json) =>
      (await import('../verbs/restore.js')).restore(folder, options),
    );
}
