/** Words that stand in nearly every French sentence, folded: they find nothing, so they are neither indexed nor asked. */
const LIST = `a ai ainsi alors as au aucun aucune aussi autre autres aux avec avoir ayant c ca car ce ceci cela celle
 celles celui ces cet cette ceux chez ci comme comment d dans de des dont du elle elles en encore entre es est et eu eux
 fait font il ils j je jusqu l la le les leur leurs lors lorsqu lui m ma mais me meme memes mes moi mon n ne ni nos notre
 nous on ont ou par parce pas pendant peu peut plus pour pourquoi puisqu qu quand que quel quelle quelles quels qui quoi
 s sa sans se sera ses si sinon soi soit son sont sous sur t ta te tel telle tes toi ton tous tout toute toutes tres tu un
 une vers vos votre vous y the of and to`;

const STOP_WORDS: ReadonlySet<string> = new Set(LIST.split(/\s+/));

export const isStopWord = (folded: string): boolean => STOP_WORDS.has(folded);
