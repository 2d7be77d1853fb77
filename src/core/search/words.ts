/**
 * Everyday words of which the compounds of a town are made, Dutch, folded: parts of `straatlamp`, `fietspad`, `vuilnisbak`. Written for
 * this project; add what is missed.
 */
export const WORDS = `
  straat lamp licht paal verlichting weg wegdek put gat stoep tegel voet fiets pad strook brug tunnel trein bus tram halte station
  auto verkeer bord teken snelheid drempel rotonde kruispunt parkeer plaats parking garage schade ongeval
  vuil vuilnis vuilnisbak bak zak afval zwerf sluik stort container glas bol papier karton plastic blik compost groen snoei tuin
  recyclage park kring kringloop ophaal ophaling kalender inzamel punt mest hond poep hondenpoep kat dier dieren rat ratten ongedierte
  boom bomen tak takken blad blaadjes gras berm haag struik onkruid bloem perk bos natuur water riool kolk gracht beek rivier
  overstroming regen sneeuw strooi zout ijs modder rook geur stank geluid lawaai muziek hinder overlast nacht buurt
  speel tuig speeltuin speelplein bank zit zitbank school kind kinderen jeugd sport hal zwem bad zwembad bibliotheek kerk hof
  begraafplaats markt plein kermis feest muur gevel graffiti verf raam deur dak huis woning gebouw bouw werf werken vergunning
  gemeente stad dorp loket bestuur burger inwoner bewoner raad politie brand weer brandweer post kantoor dienst
  energie zon zonne paneel wind molen warmte pomp isolatie premie lening subsidie begroting budget project idee stem
  zorg hulp vrijwilliger oud ouderen bejaard rust rusthuis opvang creche winkel handel bedrijf horeca terras
  kabel kast elektriciteit gas leiding internet telefoon mast laad laadpaal deel deelfiets step lucht kwaliteit stof meting sensor
` // prettier-ignore
  .trim()
