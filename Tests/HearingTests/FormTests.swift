import DialogDSL
import Testing

@testable import Hearing

/// Several slots from one sentence, and none from sentences about something else.
@Suite struct FormTests {
  @Test(
    arguments: FormRow.rows(
      """
      car: pick it up on the 9th and return it on the 12th => pickup_date=2026-03-09, dropoff_date=2026-03-12
      car: I need a car from next Tuesday to next Friday => pickup_date=2026-03-10, dropoff_date=2026-03-13
      car: I'll drop it off on Friday, picking it up on Wednesday at 10 am => pickup_date=2026-03-04, pickup_time=10:00, dropoff_date=2026-03-06
      car: I'd collect the car this Saturday at noon and bring it back on Monday => pickup_date=2026-03-07, pickup_time=12:00, dropoff_date=2026-03-09
      car[dropoff_date]: on the 14th => dropoff_date=2026-03-14
      car[pickup_date]: on the 14th => pickup_date=2026-03-14
      car: a rental from March 5th until the 8th, 2:30 pm pickup => pickup_date=2026-03-05, pickup_time=14:30, dropoff_date=2026-03-08
      car: I want to rent a car for 3 days starting tomorrow => pickup_date=2026-03-03
      car: I'll have it back to you by March 20th => dropoff_date=2026-03-20
      car: I'll be handing it back on the 11th => dropoff_date=2026-03-11
      car: I'm flying in on the 6th so I'd need it then, and I give it back on the 9th => pickup_date=2026-03-06, dropoff_date=2026-03-09
      car: Leave on the 15th at 8:30 in the morning, and bring it back the 18th => pickup_date=2026-03-15, pickup_time=08:30, dropoff_date=2026-03-18
      car[pickup_time]: At half past 1 in the afternoon. I will return it on the 10th of March. => pickup_time=13:30, dropoff_date=2026-03-10
      car[dropoff_date]: I would be needing the car till 7th of March => dropoff_date=2026-03-07
      car: I need a car in Fresno from today until the day after tomorrow => pickup_date=2026-03-02, dropoff_date=2026-03-04
      car: pickup time is 4 pm and pickup date is the 5th => pickup_date=2026-03-05, pickup_time=16:00
      car: no, make the return the 13th instead => dropoff_date=2026-03-13
      car: I'll get the car tomorrow evening at 6:30 => pickup_date=2026-03-03, pickup_time=18:30
      car: I'll come for it on Thursday at 9 in the morning and have it until Saturday => pickup_date=2026-03-05, pickup_time=09:00, dropoff_date=2026-03-07
      """)) func aCarIsPickedUpAndReturned(_ row: FormRow) throws
  { try row.check() }

  @Test(
    arguments: FormRow.rows(
      """
      hotel: two rooms for three nights from the 5th => check_in_date=2026-03-05, nights=3, rooms=2
      hotel: two nights from the 5th => check_in_date=2026-03-05, nights=2
      hotel: checking in on the 9th and out on the 12th => check_in_date=2026-03-09, check_out_date=2026-03-12
      hotel: check in is Friday, check out is Sunday => check_in_date=2026-03-06, check_out_date=2026-03-08
      hotel: we check out on the 20th and check in on the 17th => check_in_date=2026-03-17, check_out_date=2026-03-20
      hotel: 2 adults, 3 kids, 2 rooms => adults=2, children=3, rooms=2
      hotel: I'll arrive on the 21st and leave on the 24th => check_in_date=2026-03-21, check_out_date=2026-03-24
      hotel: staying five nights starting Saturday => nights=5, check_in_date=2026-03-07
      hotel: it's a 3 night stay for 2 people => nights=3, adults=2
      hotel: we need three double rooms => rooms=3
      hotel: one single room from tonight till Thursday => rooms=1, check_in_date=2026-03-02, check_out_date=2026-03-05
      hotel: no kids, four adults => children=0, adults=4
      hotel: the number of rooms is two and the number of nights is four => rooms=2, nights=4
      hotel[nights]: three => nights=3
      hotel[rooms]: three please => rooms=3
      hotel[check_in_date]: the 7th, for two nights => check_in_date=2026-03-07, nights=2
      hotel[check_in_date]: from the 7th to the 10th => check_in_date=2026-03-07, check_out_date=2026-03-10
      hotel: a couple of nights next weekend => nights=2
      hotel: I'd like to book a single room => rooms=1
      hotel: 3 nights at a 4 star hotel => nights=3
      """)) func aStayIsCountedInManyWays(_ row: FormRow) throws
  { try row.check() }

  @Test(
    arguments: FormRow.rows(
      """
      stars: a 4 star hotel for 2 people with 1 room => stars=4, rooms=1, people=2
      stars: I want a place rated at least four stars => stars=4
      stars: one room in a three star hotel please => stars=3, rooms=1
      stars: it has to have a rating of 4 => stars=4
      """)) func starsRoomsAndPeople(_ row: FormRow) throws
  { try row.check() }

  @Test(
    arguments: FormRow.rows(
      """
      stay: I am arriving Wednesday next week and will be there for 1 day. => check_in_date=2026-03-11, number_of_days=1
      stay: I'll stay for 6 days starting on the 9th. I need one room => check_in_date=2026-03-09, number_of_days=6, number_of_rooms=1
      stay[number_of_days]: 4 days from tomorrow => check_in_date=2026-03-03, number_of_days=4
      stay: Book a hotel with 2 rooms for next Thursday. I'll stay 3 nights. => check_in_date=2026-03-12, number_of_days=3, number_of_rooms=2
      stay[number_of_rooms]: Just one room, from March 3rd, three days => number_of_rooms=1, check_in_date=2026-03-03, number_of_days=3
      """)) func daysOfAStay(_ row: FormRow) throws
  { try row.check() }

  @Test(
    arguments: FormRow.rows(
      """
      flight: two economy tickets leaving on Friday, coming back Sunday => departure_date=2026-03-06, return_date=2026-03-08, passengers=2, flight_class=Economy
      flight: fly out on the 4th and back on the 9th with 2 checked bags => departure_date=2026-03-04, return_date=2026-03-09, bags=2
      flight: there are 3 of us with one bag each => passengers=3, bags=1
      flight: outbound tomorrow, inbound next Tuesday => departure_date=2026-03-03, return_date=2026-03-10
      flight: the return would be on the 12th and the outbound on the 10th => departure_date=2026-03-10, return_date=2026-03-12
      flight: one passenger, 1 suitcase to check => passengers=1, bags=1
      flight: leave today and come back next Monday with no luggage => departure_date=2026-03-02, return_date=2026-03-09, bags=0
      flight: 4 premium economy seats for March 10th, returning the 15th => passengers=4, flight_class=Premium Economy, departure_date=2026-03-10, return_date=2026-03-15
      flight[passengers]: two of us, business, 1 bag => passengers=2, flight_class=Business, bags=1
      flight[bags]: I don't have any bags to check in => bags=0
      flight: I need to go to Chicago on the 3rd for two people and return the 5th => departure_date=2026-03-03, return_date=2026-03-05, passengers=2
      flight: returning on the 13th, not checking any bags => return_date=2026-03-13, bags=0
      """)) func flightsOutAndBack(_ row: FormRow) throws
  { try row.check() }

  @Test(
    arguments: FormRow.rows(
      """
      bus: 3 tickets for the bus to Fresno leaving at 9:15 am on Thursday => leaving_date=2026-03-05, leaving_time=09:15, travelers=3
      bus: I want to leave the day after tomorrow around quarter to 7 in the evening, just the one ticket => leaving_date=2026-03-04, leaving_time=18:45, travelers=1
      bus: tonight at 8, two people => leaving_date=2026-03-02, leaving_time=20:00, travelers=2
      bus: 8:45 tomorrow night => leaving_date=2026-03-03, leaving_time=20:45
      bus: tomorrow morning at 6:30 for me and two friends => leaving_date=2026-03-03, leaving_time=06:30, travelers=3
      bus: on Saturday afternoon at 2:10 => leaving_date=2026-03-07, leaving_time=14:10
      bus: this evening at quarter past 6 => leaving_date=2026-03-02, leaving_time=18:15
      bus: tonight => leaving_date=2026-03-02
      bus: Friday night at 9 for my wife and me => leaving_date=2026-03-06, leaving_time=21:00, travelers=2
      bus: for 4 on the 4th at 4 pm => leaving_date=2026-03-04, leaving_time=16:00, travelers=4
      bus: last night at 8 => leaving_date=2026-03-01, leaving_time=20:00
      bus: this morning at 9:30 => leaving_date=2026-03-02, leaving_time=09:30
      bus[leaving_time]: 10 in the morning tomorrow => leaving_date=2026-03-03, leaving_time=10:00
      bus[leaving_date]: tonight at 9:30 => leaving_date=2026-03-02, leaving_time=21:30
      """)) func aDayATimeAndTravellers(_ row: FormRow) throws
  { try row.check() }

  @Test(
    arguments: FormRow.rows(
      """
      bank: transfer $200 from my savings to her checking account => amount=200 USD, account_type=savings, recipient_account_type=checking
      bank: from checking to savings, fifty dollars => amount=50 USD, account_type=checking, recipient_account_type=savings
      bank: I'd like to send 350 dollars to Maria Lopez's savings account => amount=350 USD, recipient_name=Maria Lopez, recipient_account_type=savings
      bank: send $450 to John in his checking account => amount=450 USD, recipient_name=John, recipient_account_type=checking
      bank: move 1,200 dollars out of checking and into savings => amount=1200 USD, account_type=checking, recipient_account_type=savings
      bank: pay Peter Smith 40 pounds => amount=40 GBP, recipient_name=Peter Smith
      bank: give Anna 25 dollars from my checking account => amount=25 USD, recipient_name=Anna, account_type=checking
      bank[recipient_name]: Jane Doe, $500 please => recipient_name=Jane Doe, amount=500 USD
      bank[account_type]: checking => account_type=checking
      bank[account_type]: my savings account. She has a checking account => account_type=savings, recipient_account_type=checking
      bank: make a transfer of nine hundred dollars to Diego => amount=900 USD, recipient_name=Diego
      bank: transfer to Amy's checking account from mine, $620 => amount=620 USD, recipient_name=Amy, recipient_account_type=checking
      """)) func moneyGoesFromAnAccountToSomebody(_ row: FormRow) throws
  { try row.check() }

  @Test(
    arguments: FormRow.rows(
      """
      banking: my 18000 euros loan started on the 31 May 2010 => date_from=2010-05-31, amount=18000 EUR
      banking: I need to change my booking from the 12th to the 14th of March => date_from=2026-03-12, date_to=2026-03-14
      banking: can you cancel the standing order to Gary Oldfield of 25 pounds => amount=25 GBP, person=Gary Oldfield
      banking: the booking starting on April 3rd and ending on April 6th, name is Claire Dunne => date_from=2026-04-03, date_to=2026-04-06, person=Claire Dunne
      """)) func daysMoneyAndPeople(_ row: FormRow) throws
  { try row.check() }

  @Test(
    arguments: FormRow.rows(
      """
      spa: is the pool open from 9am to 5pm on Sunday => date=2026-03-08, time_from=09:00, time_to=17:00
      spa: starting at 7:30 pm tonight until 9:30 pm => date=2026-03-02, time_from=19:30, time_to=21:30
      spa: until 10 pm => time_to=22:00
      spa: from 6 in the evening => time_from=18:00
      spa: a meeting on Thursday that starts at 10 am and ends at 11:30 am => date=2026-03-05, time_from=10:00, time_to=11:30
      """)) func fromATimeToATime(_ row: FormRow) throws
  { try row.check() }

  @Test(
    arguments: FormRow.rows(
      """
      home: a two bedroom apartment with one bath => beds=2, baths=1
      home: three beds and two and a half... no, two baths => beds=3, baths=2
      home: 2 bed 1 bath => beds=2, baths=1
      home: I need at least three bedrooms and two bathrooms, I can visit on March 9th => beds=3, baths=2, visit_date=2026-03-09
      home: a one bedroom one bathroom place for rent => beds=1, baths=1
      home[baths]: two, and I need 3 bedrooms => beds=3, baths=2
      home[beds]: 2 => beds=2
      home: make that 1 bathroom and 3 beds => beds=3, baths=1
      """)) func bedsAndBaths(_ row: FormRow) throws
  { try row.check() }

  @Test(
    arguments: FormRow.rows(
      """
      table: a table for two under the name of Harris on Friday at 7 pm => date=2026-03-06, time=19:00, people=2, name=Harris
      table: table for 4 tonight at 8 => date=2026-03-02, time=20:00, people=4
      table: it's for my wife and me tomorrow at 7:30 in the evening => date=2026-03-03, time=19:30, people=2
      table: Can I book for 6 people at 6 pm on the 6th => date=2026-03-06, time=18:00, people=6
      table: Gareth Boon, party of five, half past seven in the evening on Saturday => date=2026-03-07, time=19:30, people=5, name=Gareth Boon
      table: I have a booking for 12 in 3 days at 20:15 in the name Ada Bell => date=2026-03-05, time=20:15, people=12, name=Ada Bell
      table: the reservation is under Nichole Faust for 9 pm => time=21:00, name=Nichole Faust
      table: my name's Hope May and I'd like a table for May 4th => date=2026-05-04, name=Hope May
      table[name]: April June => name=April June
      table[name]: Ellis, for three => name=Ellis, people=3
      table[people]: seven at seven pm => time=19:00, people=7
      table[people]: there'll be 5 of us, name's Kit Olsen => people=5, name=Kit Olsen
      table[time]: 8:30pm, we are four => time=20:30, people=4
      table[date]: this Friday, 2 adults and 2 children => date=2026-03-06, people=4
      table[date]: next Tuesday around 7 in the evening for ten => date=2026-03-10, time=19:00, people=10
      table: We would like to come at a quarter past eight pm with three children and two adults => time=20:15, people=5
      table: dinner for 8 on the 8th at 8 pm, name of Kate Eight => date=2026-03-08, time=20:00, people=8
      table: reservation made by Jordan Price for Sunday => date=2026-03-08, name=Jordan Price
      table: Can you change it to 4 people instead of 2? => people=4
      table: Booked under Lindsay. Four of us. 7:45 PM. => time=19:45, people=4, name=Lindsay
      table: it's Steph Gill here, we'll be late, more like quarter past 9 pm => time=21:15, name=Steph Gill
      table: is it possible to sit outside? => -
      table: do you have vegan options or a kids menu? => -
      table: can I bring my dog and is there any parking nearby? => -
      table: I had a lovely meal at your place, thanks => -
      table: my friend will pay by card => -
      table: sorry, could you repeat that => -
      """)) func tablesAndOtherTopics(_ row: FormRow) throws
  { try row.check() }

  @Test(
    arguments: FormRow.rows(
      """
      doctor: this is Amanda Reyes, I'd like an appointment next Monday morning at 9 => date=2026-03-09, time=09:00, patient=Amanda Reyes
      doctor: my name is Omar Haddad and my date of birth is April 5th 1984 => birth=1984-04-05, patient=Omar Haddad
      doctor: born on 12/03/1990, appointment on the 9th of March => birth=1990-12-03, date=2026-03-09
      doctor[date]: Wednesday the 11th at 3 pm please => date=2026-03-11, time=15:00
      doctor[birth]: June 3rd 1971 => birth=1971-06-03
      doctor[patient]: for my daughter Lucy Brown, born on the 4th of July 2015 => patient=Lucy Brown, birth=2015-07-04
      """)) func aPatientsDays(_ row: FormRow) throws
  { try row.check() }

  @Test(
    arguments: FormRow.rows(
      """
      deliver: I'm sending two packages to Oliver Twist on Friday => recipient=Oliver Twist, parcels=2, date=2026-03-06
      deliver: deliver it between 10 am and 12 pm on Tuesday => date=2026-03-03, earliest=10:00, latest=12:00
      deliver: after 5 pm tomorrow, 1 box => date=2026-03-03, earliest=17:00, parcels=1
      """)) func parcelsAndTimes(_ row: FormRow) throws
  { try row.check() }

  @Test(
    arguments: FormRow.rows(
      """
      move: change my appointment from Tuesday to Thursday => old_date=2026-03-03, new_date=2026-03-05
      move: move my Friday appointment to Monday => old_date=2026-03-06, new_date=2026-03-09
      move: reschedule from 3 pm to 4:30 pm => old_time=15:00, new_time=16:30
      move: the new date is the 17th, the old date was the 15th => old_date=2026-03-15, new_date=2026-03-17
      """)) func oldAndNew(_ row: FormRow) throws
  { try row.check() }

  @Test(
    arguments: FormRow.rows(
      """
      event: three tickets for the concert on Saturday at 8 pm => event_date=2026-03-07, event_time=20:00, tickets=3
      event: I want to buy 2 tickets to the game on March 14th => event_date=2026-03-14, tickets=2
      event: reserve 4 seats for tomorrow => event_date=2026-03-03, tickets=4
      event[tickets]: a couple => tickets=2
      event[event_date]: this weekend would be nice, for 3 => tickets=3
      event: put an event on my calendar for March 10th at half past 4 pm => event_date=2026-03-10, event_time=16:30
      """)) func tickets(_ row: FormRow) throws
  { try row.check() }

  @Test(
    arguments: FormRow.rows(
      """
      ride: get me a cab for 3 people to the airport => passengers=3
      ride: a pool ride for one => passengers=1
      """)) func ridesForSome(_ row: FormRow) throws
  { try row.check() }

  @Test(
    arguments: FormRow.rows(
      """
      trip: fly on the 10th, stay 3 nights, return on the 13th, 2 adults 1 child => out=2026-03-10, back=2026-03-13, nights=3, adults=2, children=1
      trip[back]: the Sunday after => back=2026-03-08
      """)) func outAndBack(_ row: FormRow) throws
  { try row.check() }

  @Test(
    arguments: FormRow.rows(
      """
      cue: from the 3rd => start=2026-03-03
      cue: on the 3rd => -
      cue: from the 3rd to the 8th => start=2026-03-03, end=2026-03-08
      cue: the 3rd through the 8th => end=2026-03-08
      cue[start]: the 4th => start=2026-03-04
      cue: until Friday => end=2026-03-06
      """)) func cuesOfTheScript(_ row: FormRow) throws
  { try row.check() }

  @Test(
    arguments: FormRow.rows(
      """
      bare: from the 4th to the 9th => first=2026-03-04, last=2026-03-09
      bare: the 4th => first=2026-03-04
      bare[last]: the 4th => last=2026-03-04
      bare: the 4th and the 9th => first=2026-03-04, last=2026-03-09
      """)) func firstAndLast(_ row: FormRow) throws
  { try row.check() }

  @Test(
    arguments: FormRow.rows(
      """
      contact: my name is Erin Walsh, my phone is 503 555 0142 and my zip is 97201 => name=Erin Walsh, phone=+15035550142, zip=97201
      contact: it's bob at gmail dot com and my number is 503 555 0199 => email=bob@gmail.com, phone=+15035550199
      contact[name]: Lena Fox and I live at 14 Maple Street => name=Lena Fox
      contact[zip]: 9 7 2 oh 1 => zip=97201
      contact[phone]: 503 555 0142, and the name's Bo => phone=+15035550142, name=Bo
      contact: what time do you close => -
      contact: I'd like to speak to somebody in billing => -
      """)) func waysToReachSomebody(_ row: FormRow) throws
  { try row.check() }
}
