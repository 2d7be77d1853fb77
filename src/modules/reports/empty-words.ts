/** Words that are in every report, in four languages: they tell nothing about which one it is. */
export const EMPTY_WORDS: ReadonlySet<string> = new Set(
  (
    'de het een in op te van voor met en of aan bij naar er is le la les un une des du au aux et ou dans sur pour the a an of at ' +
    'on and or der die das ein eine und oder im am ik je we wij ze hij zijn was dit dat deze die daar hier ook al nog niet geen maar ' +
    'om uit door over tot als dan zo heel erg zeer graag aub hallo dag beste dank u uw mijn ons onze ligt staat hangt zit wordt werd ' +
    'heeft hebben kan kunnen moet moeten sinds week weken dagen il elle je nous vous ce cette ces est sont a ont pas ne que qui depuis ' +
    'tres plus avec merci bonjour mon ma notre this that these there here i it not no we my our has have been since very please hello ' +
    'thanks ich wir sie es ist sind nicht kein seit sehr bitte danke hallo guten tag mein unser hat haben den dem auf zu mit fur'
  ).split(' '),
)
