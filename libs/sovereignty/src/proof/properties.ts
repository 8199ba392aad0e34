import type { ProvenProperty } from '@maroquin/contracts';

/** What is the same at every check: what a property is called, what it cannot show, which requirements it answers. */
export type PropertyFacts = Pick<ProvenProperty, 'number' | 'title' | 'limit' | 'secnumcloud' | 'sov'>;

export const properties: readonly PropertyFacts[] = [
  {
    number: 1,
    title: { fr: 'Sorties réseau limitées à la liste', en: 'Outgoing connections kept to the list' },
    limit: {
      fr: 'Vaut pour ce processus. Un pare-feu réglé par « maroquin egress nftables » vaut pour la machine.',
      en: 'Holds for this process. A firewall set by “maroquin egress nftables” holds for the machine.',
    },
    secnumcloud: ['12.14.a', '13.1.a', '19.2.b'],
    sov: ['SOV-2', 'SOV-3'],
  },
  {
    number: 2,
    title: { fr: 'Aucune requête vers un tiers', en: 'No request to anybody else' },
    limit: {
      fr: 'Lit la politique et les fichiers du client ; les extensions du navigateur n’en dépendent pas.',
      en: 'Reads the policy and the files of the client; extensions of the browser do not depend on it.',
    },
    secnumcloud: ['19.2.b'],
    sov: ['SOV-3'],
  },
  {
    number: 3,
    title: { fr: 'Journal d’audit inaltéré et ancré', en: 'Audit log unaltered and anchored' },
    limit: {
      fr: 'Un ancrage gardé par quelqu’un d’autre est nécessaire pour voir un retour en arrière de toute la base.',
      en: 'An anchor kept by somebody else is needed to notice that the whole database was put back.',
    },
    secnumcloud: ['12.6.b', '12.7.a'],
    sov: ['SOV-7'],
  },
  {
    number: 4,
    title: { fr: 'Clés détenues par votre administration', en: 'Keys held by your administration' },
    limit: {
      fr: 'Au plus 10 000 valeurs sont lues par colonne. Le serveur voit le texte en clair pendant qu’il travaille.',
      en: 'At most 10,000 values of each column are read. The server sees plain text while it works.',
    },
    secnumcloud: ['10.1.a', '10.1.b', '10.5.c'],
    sov: ['SOV-3'],
  },
  {
    number: 5,
    title: { fr: 'Composants connus, d’origines diverses', en: 'Components known, of various origins' },
    limit: {
      fr: 'Les paquets du système, Node et PostgreSQL n’y sont pas.',
      en: 'The packages of the system, Node and PostgreSQL are not part of it.',
    },
    secnumcloud: ['8.1.b', '12.10.c'],
    sov: ['SOV-5'],
  },
  {
    number: 6,
    title: { fr: 'Réversibilité', en: 'Reversibility' },
    limit: {
      fr: 'Porte sur le début de chaque organisation, en mémoire ; l’export entier se fait à deux personnes.',
      en: 'Looks at the beginning of each organisation, in memory; the whole export takes two people.',
    },
    secnumcloud: ['19.1.h', '19.1.i'],
    sov: ['SOV-4', 'SOV-6'],
  },
  {
    number: 7,
    title: {
      fr: 'Aucun compte d’exploitation n’a d’accès permanent aux contenus',
      en: 'No operating account has standing access to content',
    },
    limit: {
      fr: 'Qui tient la machine y trouve de quoi demander au fournisseur de clés d’ouvrir, et la mémoire du serveur : seule la qualification de l’hébergeur en répond.',
      en: 'Whoever holds the machine finds there what asks the key provider to open, and the server’s memory: only the host’s qualification answers for that.',
    },
    secnumcloud: ['9.3.f', '9.6.a', '9.7.d'],
    sov: ['SOV-4'],
  },
  {
    number: 8,
    title: { fr: 'Lieu des données', en: 'Where data lie' },
    limit: {
      fr: 'Un nom et une adresse IP ne disent pas un pays : le registre signé et la déclaration de l’exploitant en répondent.',
      en: 'A name and an IP address do not tell a country: the signed registry and the operator’s declaration answer for it.',
    },
    secnumcloud: ['19.2.a', '19.2.b', '19.2.d'],
    sov: ['SOV-2', 'SOV-3'],
  },
  {
    number: 9,
    title: { fr: 'Conservation et effacement attestés', en: 'Retention and erasure attested' },
    limit: {
      fr: 'Les sauvegardes ne sont pas relues ; les objets du dépôt le sont par « maroquin storage verify ».',
      en: 'Backups are not read; the objects of the store are, by “maroquin storage verify”.',
    },
    secnumcloud: ['19.4.a', '19.4.b'],
    sov: ['SOV-3'],
  },
  {
    number: 10,
    title: { fr: 'Deux personnes pour les actes dangereux', en: 'Two people for dangerous acts' },
    limit: {
      fr: 'Qui tient la machine change les réglages, ferme et rouvre les clés par la ligne de commande, et désactive les règles de la base : ce qu’il change est vu, et l’audit le garde.',
      en: 'Whoever holds the machine changes settings, closes and opens keys by the command line, and switches rules of the database off: what is changed is seen, and the audit keeps it.',
    },
    secnumcloud: ['6.2.a', '9.3.f'],
    sov: ['SOV-4', 'SOV-7'],
  },
];
