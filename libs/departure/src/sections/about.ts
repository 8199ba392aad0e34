import { NEVER_CARRIED } from './left-out.js';

interface About {
  readonly name: string;
  readonly id: string;
  readonly at: Date;
}

/** What stands at the top, for whoever opens the export in ten years. Pure. */
export const readMe = ({ name, id, at }: About): string =>
  [
    `Export complet de « ${name} » (${id}), fait le ${at.toISOString()} par Maroquin.`,
    '',
    'Tout se lit sans Maroquin : OpenDocument, JSON, JSON Lines, HTML, et les fichiers tels qu’ils ont été déposés.',
    '',
    'espaces/            espaces et dossiers ; chaque document en .odt (à lire) et en .json (complet : suggestions,',
    '                    commentaires, images) ; ses fils de commentaires en .commentaires.jsonl ;',
    '                    chaque fichier octet pour octet, ses versions passées dans « nom (versions) »',
    'conversations/      une page conversation.html, les messages en messages.jsonl, les fichiers envoyés',
    'circuits/           circuits de relecture et de signature ; *.signe.json se vérifie par « maroquin verify »',
    'organisation.json   nom, fuseau horaire, réglages',
    'personnes.jsonl     personnes et invités ; equipes.jsonl, membres-des-equipes.jsonl, roles.jsonl',
    'ressources.jsonl    chaque espace, dossier, document, fichier et discussion : identifiant, chemin, marquage, dates',
    'droits.jsonl        qui peut quoi, sur quelle ressource, donné par qui et quand ; un droit vaut pour ce qui est',
    '                    dessous, sauf là où ressources.jsonl dit « restricted »',
    'charges.jsonl       qui contrôle, qui garde les clés',
    'audit/audit.jsonl   le journal signé ; se vérifie par « maroquin audit verify --export »',
    'non-transporte.json ce qui n’a pas pu être lu, élément par élément, et ce qui n’est jamais transporté',
    'manifeste.jsonl     chaque entrée, sa taille, son SHA-256 ; manifeste.json en porte la signature (Ed25519)',
    '',
    'Vérifier : maroquin verify export DOSSIER|FICHIER.zip, sans réseau et sans instance.',
    'Sans Maroquin : sha256sum de chaque entrée contre manifeste.jsonl.',
    '',
    'Cet export contient tout, diffusion restreinte et conversations entre personnes comprises. Gardez-le comme tel.',
    '',
    'Jamais transporté :',
    ...NEVER_CARRIED.fr.map((line) => `- ${line}`),
    '',
  ].join('\r\n');
