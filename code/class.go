package code

import (
	"strings"

	"dragoman"
	"dragoman/codebook"
	"dragoman/country"
)

// inClass reports whether the filler k is of one of the classes.
func (r *reader) inClass(k int32, want codebook.Class) bool {
	if want&codebook.EventClass != 0 && r.isEvent(k) {
		return true
	}
	if want&codebook.Clause != 0 && r.isClausal(k) {
		return true
	}
	got := r.classOf(k)
	if got&want != 0 {
		return true
	}
	if want&codebook.PartyClass != 0 {
		return got&(codebook.Person|codebook.Org|codebook.State|codebook.Armed|codebook.Civilian|codebook.Leader|codebook.Official) != 0 || r.refer(k).ok()
	}
	return false
}

// unclassed reports whether nothing tells what a noun is: it may be of the class that a frame asks for.
func (r *reader) unclassed(k int32) bool {
	return r.tree.upos(k) == dragoman.NOUN && r.classOf(k)&^(classed|codebook.Site) == 0 && r.entries[k] == nil && !r.isTime(k)
}

// things are the classes that a noun of no known class is never taken for: their words are counted.
const things = codebook.Money | codebook.Goods | codebook.Weapon | codebook.Site

// isEvent reports whether a noun has a reading of its own.
func (r *reader) isEvent(k int32) bool {
	if r.memo[k] == inProgress {
		return false
	}
	if list := r.read(k); list >= 0 && r.readings[list].typ != "" {
		return true
	}
	e := r.entryOf(k)
	if e == nil || r.tree.upos(k) != dragoman.NOUN {
		return false
	}
	for i := range e.noun { // an event whose doer is not named is an event
		f := e.noun[i].frame
		if p, ok := r.fits(k, e.noun[i].pred); ok && r.allHold(p, f) {
			return f.Code != nil && !f.Harmless
		}
	}
	return false
}

func (r *reader) allHold(p place, f *codebook.Frame) bool {
	for i := range f.Conditions {
		if !r.holds(p, &f.Conditions[i]) {
			return false
		}
	}
	return true
}

// classed marks a class that was looked up.
const classed codebook.Class = 1 << 31

// classOf is the classes of a filler: by its mention, its place, and its own word.
func (r *reader) classOf(k int32) codebook.Class {
	if c := r.classes[k]; c&classed != 0 {
		return c
	}
	c := classed | classWords[r.d.Lemmas[k]]
	t := &r.tree
	switch r.d.Word(k) {
	case "PM", "PMs":
		c |= codebook.Leader | codebook.Official // not the hour
	case "MP", "MPs", "MEP", "MEPs":
		c |= codebook.Official
	}
	if t.upos(k) == dragoman.PRON {
		c |= folded(pronounClass, r.d.Word(k))
	}
	if t.upos(k) != dragoman.VERB && r.isModel(k) {
		c |= codebook.Weapon
	}
	if m := r.mentionAt[k]; m >= 0 {
		c |= r.classOfMention(&r.d.Mentions[m])
	}
	if t.xpos(k) == dragoman.NNPS && c&codebook.PlaceClass == 0 && r.placeAt[k] < 0 && c&(codebook.Org|codebook.Person) == 0 && r.namesParty(k) {
		c |= codebook.Civilian // "took in 8,000 Albanians"
	}
	if r.placeAt[k] >= 0 {
		c |= codebook.PlaceClass
		if r.d.Places[r.placeAt[k]].Feature == "country" {
			c |= codebook.State
		}
	}
	switch {
	case t.upos(k) == dragoman.NUM, t.upos(k) == dragoman.NOUN && (pluralScale(r.d.Word(k)) > 0 || r.d.Word(k) == "scores"): // "killing dozens"
		c |= codebook.NumberClass
	case t.upos(k) == dragoman.SYM && strings.ContainsAny(r.d.Word(k), "$€£¥₹₽"):
		c |= codebook.Money
	}
	for j := t.first[k]; j >= 0; j = t.next[j] {
		if t.rel(j) == dragoman.RelNmodDesc && j < k && t.upos(k) == dragoman.PROPN { // whoever is titled, whether or not the directory knows him by it
			c |= folded(classWords, r.d.Word(j)) & (codebook.Leader | codebook.Official)
		}
		if t.rel(j) == dragoman.RelNummod {
			c |= codebook.NumberClass
		}
		if t.upos(j) == dragoman.SYM && strings.ContainsAny(r.d.Word(j), "$€£¥₹₽") {
			c |= codebook.Money
		}
	}
	if core := r.core(k); core != k {
		c |= r.classOf(core)
	}
	if folded(pactNouns, r.d.Lemmas[k]) {
		c &^= codebook.PlaceClass // "the Istanbul Convention"
	}
	r.classes[k] = c
	return c
}

// isModel reports whether k is the number of a type of aircraft or gun: "F-16s", "T-72", "MiG-29".
func (r *reader) isModel(k int32) bool {
	w := r.d.Word(k)
	if k > 1 && r.d.Word(k-1) == "-" && w[0] >= '0' && w[0] <= '9' {
		w = r.d.Word(k-2) + "-" + w
	}
	letters, digits, ok := strings.Cut(w, "-")
	if !ok || letters == "" || len(letters) > 3 || digits == "" || letters[0] < 'A' || letters[0] > 'Z' {
		return false
	}
	digits = strings.TrimSuffix(digits, "s")
	return digits != "" && len(digits) <= 3 && strings.Trim(digits, "0123456789") == "" && letters != "G" && letters != "A"
}

// isLand reports whether a code is that of a country or territory, and of no body.
func isLand(code string) bool { return country.Get(country.Code(code)) != nil }

func (r *reader) classOfMention(m *dragoman.Mention) (c codebook.Class) {
	switch m.Type {
	case dragoman.PersonEntity:
		c |= codebook.Person
	case dragoman.OrganizationEntity:
		c |= codebook.Org
	case dragoman.PlaceEntity:
		c |= codebook.PlaceClass
	}
	if m.Kind == dragoman.Pronoun && m.Type == dragoman.OtherEntity && m.Gender != dragoman.Neuter && m.Person == 3 {
		c |= codebook.Person
	}
	if m.Chain < 0 || r.d.Chains[m.Chain].Party < 0 {
		return c
	}
	p := &r.d.Parties[r.d.Chains[m.Chain].Party]
	if p.Role != "" {
		c |= codebook.Official
	}
	if isLand(p.Country) && p.Type != dragoman.PersonEntity && (len(p.Sectors) == 0 || p.Sectors[0] == "GOV") {
		c |= codebook.State
	}
	for _, s := range p.Sectors {
		switch s {
		case "MIL", "REB", "PRM", "UAF", "COP", "SPY":
			c |= codebook.Armed
		case "CVL", "REF", "LAB", "EDU", "AGR", "MED", "JRN", "SOC", "REL":
			c |= codebook.Civilian
		case "GOV", "JUD", "LEG":
			c |= codebook.Official
		}
	}
	return c
}

// pronounClass is what a pronoun may stand for, where nothing says who is meant.
var pronounClass = map[string]codebook.Class{
	"they": someone | codebook.State | codebook.Org, "them": someone | codebook.State | codebook.Org, "we": someone | codebook.State | codebook.Org,
	"us": someone | codebook.State | codebook.Org, "he": codebook.Person | codebook.Leader | codebook.Official, "she": codebook.Person | codebook.Leader | codebook.Official,
	"him": codebook.Person | codebook.Leader | codebook.Official, "her": codebook.Person | codebook.Leader | codebook.Official, "i": codebook.Person,
	"it": codebook.State | codebook.Org | codebook.Armed, "who": someone, "which": codebook.State | codebook.Org | codebook.Armed}

const someone = codebook.Person | codebook.Civilian | codebook.Armed

// classWords holds common nouns whose class their word tells.
var classWords = func() map[string]codebook.Class {
	m := map[string]codebook.Class{}
	for class, words := range map[codebook.Class]string{
		codebook.Armed: `loyalist royalist secessionist putschist recruit cadet draftee serviceman servicewoman infantryman artilleryman cavalryman submariner ranger
			policewoman infiltrator saboteur combatant belligerent partisan irregular paratrooper legionnaire gunner coastguard guardsman reservist hitman infantry sapper marksman assassin brigade faction front conscript defector deserter mutineer army navy force forces troop troops soldier military militia militiaman militant rebel insurgent guerrilla guerilla fighter gunman
			gunmen peshmerga garrison patrol jihadist terrorist police policeman officer commando marine sniper airman pilot paramilitary guard battalion
			regiment fleet warship jet aircraft warplane bomber helicopter drone separatist extremist islamist mujahideen peacekeeper
			gendarme trooper assailant attacker raider rebels reinforcement contingent bandit pirate mercenary kidnapper hijacker captor vigilante gang cartel legion corps artillery tank unit division squad`,
		codebook.Civilian: `kinsman clansman townsman townsfolk farmhand farmworker sharecropper smallholder stowaway captive abductee internee convict defendant
			plaintiff applicant witness informer informant accomplice plotter conspirator collaborator mastermind ringleader watchman candidate voter servant
			schoolteacher headteacher headmaster rector pastor rabbi vicar mullah preacher seminarian parishioner photojournalist newsman freelancer housemaid
			boatman ferryman arsonist intruder observer monitor generation suspect trafficker smuggler criminal kingpin financier hacker gangster murderer killer dealer boss fraudster expat stateless castaway
			sailor crew crewman hiker climber mountaineer addict slave orphan widow homeless hungry poor needy flood-victim returnee deportee fugitive survivor pupil herder settler vendor trader evacuee displaced wounded pensioner lecturer muezzin churchgoer worshipper mourner exile zealot skinhead hooligan thug squatter commuter shopper spectator scholar scientist researcher
			professor academic novelist poet writer singer artist cartoonist photographer cameraman filmmaker publisher translator interpreter banker
			businessman businesswoman tycoon oligarch missionary nanny barber welder docker steelworker picketer heckler congregant schoolboy toddler infant
			civilian people person man woman child boy girl resident villager citizen student teacher worker farmer protester protestor
			demonstrator journalist reporter activist refugee migrant prisoner detainee hostage family crowd mob marcher doctor nurse
			passenger tourist pilgrim priest monk nun bishop cleric imam lawyer employee miner trucker driver victim bystander shopkeeper
			townspeople local inhabitant supporter dissident blogger aid-worker expatriate minority community public
			youth inmate patient schoolgirl schoolchildren editor engineer fisherman dockworker union workers striker
			clerk coalminer bricklayer baker butcher carpenter plumber electrician mechanic technician builder fisher fisherfolk seaman longshoreman stevedore porter
			courier rider motorcyclist cyclist cabbie steward waiter cook janitor cleaner maid housewife mother father parent grandmother grandfather son daughter
			brother sister husband wife relative believer faithful follower devotee adherent campaigner environmentalist feminist pacifist anarchist
			leftist nationalist unionist trainee apprentice graduate undergraduate physicist economist historian archaeologist
			librarian pharmacist dentist surgeon midwife paramedic vet medic carer volunteer teenager adolescent youngster adult retiree beggar nomad
			pastoralist herdsman shepherd rancher peasant labourer laborer grower planter logger forester hunter poacher landowner tenant homeowner compatriot countryman
			populace population islander tribesman native foreigner immigrant emigrant asylum-seeker national accountant cashier merchant stallholder hawker
			importer exporter industrialist entrepreneur manager staffer staff contractor columnist correspondent broadcaster presenter comedian actor actress musician
			rapper mineworker railwayman postman postwoman firefighter fireman steelworkers seafarer trawlerman whistleblower protagonist evangelical catholic protestant
			muslim christian jew hindu buddhist sikh monks congregation onlooker concertgoer reveller motorist pedestrian holidaymaker
			sympathiser sympathizer opponent critic handler attendant stewardess collector orderly rioter looter haulier dustman tailor seamstress weaver
			hairdresser jobseeker machinist mason shipbuilder conductor controller physician biker secularist winegrower chef waitress`,
		codebook.Leader: `headman caliph prince princess president premier chancellor king queen emir sultan monarch leader ruler dictator strongman chief chairman chairwoman head
			prime-minister emperor pope chieftain warlord commander governor mayor`,
		codebook.Official: `delegate intermediary go-between archbishop functionary bureaucrat councilman councilwoman congresswoman assemblyman alderman
			backbencher juror coroner bailiff elder investigator detective inspector auditor mediator facilitator ombudsman registrar negotiator customs-officer vice-president vice-premier undersecretary under-secretary
			plenipotentiary nuncio high-commissioner emissary lieutenant captain sergeant brigadier marshal comptroller intendant premier constable sheriff superintendent warden chaplain attorney counterpart colleague treasurer colonel bishop minister official ambassador envoy diplomat spokesman spokeswoman spokesperson secretary senator lawmaker legislator
			deputy parliamentarian congressman judge prosecutor magistrate commissioner president chancellor governor mayor
			consul director speaker chairperson chair adviser advisor coordinator administrator justice regent attaché councillor mp general admiral delegation representative aide`,
		codebook.Org: `grid utility airline foundation lender insurer refinery consortium conglomerate ngo secretariat directorate treasury creditor sect cult charity police-force emirate clan tribe dynasty authority front group government ministry parliament congress senate cabinet party company firm corporation bank union organisation organization
			agency council commission committee court tribunal assembly alliance coalition bloc administration regime
			authorities institute university newspaper church federation league movement association faction opposition junta
			kremlin bureau board department embassy consulate mission watchdog regulator legislature`,
		codebook.State: `country nation state republic kingdom neighbour neighbor ally government regime administration power`,
		codebook.PlaceClass: `city town village capital region province district border island area territory neighbourhood neighborhood camp base port airport country enclave outpost suburb hill valley coast strip peninsula stronghold settlement zone front crossing
			township municipality county canton hamlet governorate archipelago atoll shoal reef islet plateau airfield oilfield locality
			headland cape ridge lake desert sandbank cay delta gorge glacier isle highlands lowlands mountain heights basin sheikhdom`,
		codebook.Weapon: `minehunter patrol-boat cutter weapon arm arms weaponry armament missile rocket tank jet fighter helicopter gunship drone uav rifle gun machine-gun pistol firearm
			ammunition ammo munition munitions artillery howitzer mortar shell launcher rocket-launcher radar warplane warship battery explosive bomb grenade
			bullet cartridge mine torpedo interceptor warhead submarine frigate corvette destroyer gunboat hardware armour armor aircraft
			kalashnikov bomber minesweeper howitzers carbine sniper-rifle armoured-car apc tanker-aircraft bulletproof-vest helmet night-vision`,
		codebook.Goods: `dredger tug ferry barge trawler minibus motorcycle bicycle scanner incubator wheelchair panel cable pipe pylon engine tyre sandbag shovel filter tile brick food foodstuff medicine medicament drug antibiotic insulin vaccine jab dose serum tent tarpaulin blanket mattress shelter supply supplies water
			bottle rice wheat flour grain barley maize corn sorghum millet soya soybean bean lentil sugar salt oil fat milk bread biscuit meat beef fish
			poultry egg fruit vegetable potato banana cocoa coffee tea cotton wool timber wood charcoal coal coke diesel petrol gasoline kerosene fuel gas
			lng crude electricity uranium ore iron steel copper aluminium aluminum nickel cobalt lithium bauxite phosphate potash cement fertiliser
			fertilizer seed seedling ration meal parcel package kit clothing clothes cloth garment shoe boot mask glove ventilator oxygen syringe bandage
			ambulance bed stretcher generator transformer pump stove heater lamp bus lorry truck tractor vehicle bulldozer excavator crane car train
			locomotive railcar turbine reactor computer laptop phone satellite equipment gear machinery material materials spare part component chip
			semiconductor textile product commodity livestock cattle cow goat sheep camel horse feed fodder hay necessities essentials toiletries
			soap nappy diaper stationery textbook book desk boat ship vessel plane airliner aeroplane airplane ventilators biscuits tarp aid relief`,
		codebook.Site: `building premise premises house home flat apartment villa hut shack dwelling cottage mansion residence farm farmhouse barn ranch
			office headquarters newsroom studio printworks workshop factory plant mill smelter brewery distillery tannery sawmill shipyard warehouse depot silo
			greenhouse laboratory lab mine quarry well refinery pipeline substation pylon dam bridge tunnel station terminal runway airstrip hangar pier quay
			shop store supermarket kiosk stall market bazaar mall bakery butchery restaurant café cafe bar pub nightclub club casino hotel hostel dormitory
			cinema theatre theater museum library bookshop gallery stadium gym school kindergarten nursery madrasa seminary university campus college
			classroom orphanage hospital clinic pharmacy ward dispensary mosque church temple synagogue shrine monastery convent cathedral chapel minaret
			cemetery grave mausoleum monument statue memorial courthouse court parliament ministry palace prefecture barracks checkpoint post
			prison jail embassy consulate compound bank brothel spa salon hairdresser ambulance bus minibus coach car taxi van jeep lorry truck tanker
			tractor bulldozer excavator train tram vehicle motorcycle motorbike bicycle ferry dinghy tent orchard grove vineyard crop fence gate tower mast
			antenna transmitter crossing ship boat vessel trawler freighter yacht barge abattoir slaughterhouse landfill dump incinerator cable turbine windmill lighthouse crane`,
		codebook.Money: `dollar euro pound yen yuan rupee rouble ruble franc francs forint forints leu lei lev leva dram lari tenge taka baht dong ringgit rupiah kyat kwacha cedi dirham peso money million billion cash fund funds loan grant credit tranche bailout bail-out subsidy stipend salary wage pension lira kroner krona krone zloty shekel shilling birr renminbi bn rand naira riyal dinar`,
	} {
		for w := range strings.FieldsSeq(words) {
			m[w] |= class
		}
	}
	for w := range strings.FieldsSeq(peoples) { // the lemmatiser leaves a name as it stands
		m[w] |= codebook.Civilian
		m[strings.ToLower(w)] |= codebook.Civilian
	}
	return m
}()

// peoples are those who are called by what they are born to, and have no state of that name.
const peoples = `Serb Croat Bosniak Kurd Basque Catalan Corsican Breton Tuareg Zulu Xhosa Afrikaner Boer Hutu Tutsi Twa Tamil Sinhalese Gurkha Uighur Uyghur Tibetan Mongol Chechen
	Ingush Abkhazian Ossetian Circassian Tatar Cossack Sahrawi Berber Kabyle Arab Copt Druze Maronite Alawite Yazidi Rohingya Karen Kachin Karenni Hmong Montagnard Papuan Timorese
	Acehnese Dayak Moro Maori Aborigine Inuit Mohawk Mapuche Maya Quechua Aymara Miskito Garifuna Pashtun Hazara Baloch Baluch Sindhi Punjabi Bengali Assamese Naga Mizo Kashmiri
	Igbo Ibo Hausa Fulani Fulbe Yoruba Ijaw Ogoni Kikuyu Luo Kalenjin Masai Maasai Dinka Nuer Shilluk Zaghawa Masalit Afar Oromo Amhara Tigrayan Shona Ndebele Tonga Ashanti
	Acholi Lango Karamojong Hema Lendu Banyamulenge Gypsy Roma Unionist Loyalist Sunni Shiite Shi'ite Jew Muslim Christian Catholic Protestant Hindu Sikh Buddhist`
