from django.urls import path

from plenum.web.conferences.views import hall, listing, papers, people, preparation

app_name = "conferences"
urlpatterns = [
    path("", listing.conference_list, name="list"),
    path("new/", listing.make, name="create"),
    path("screen/<str:token>/", hall.screen, name="screen"),
    path("<int:pk>/", hall.conference, name="conference"),
    path("<int:pk>/edit/", listing.edit, name="edit"),
    path("<int:pk>/release/", preparation.release, name="release"),
    path("<int:pk>/story/", preparation.story, name="story"),
    # agenda and papers
    path("<int:pk>/prepare/", preparation.prepare, name="prepare"),
    path("<int:pk>/items/new/", preparation.add_item, name="add_item"),
    path("<int:pk>/items/<int:item_id>/", preparation.edit_item, name="item"),
    path("<int:pk>/items/<int:item_id>/remove/", preparation.remove_item, name="remove_item"),
    path("<int:pk>/items/<int:item_id>/<slug:direction>/", preparation.shift_item, name="shift_item"),
    path("<int:pk>/papers/attach/", papers.attach, name="attach"),
    path("<int:pk>/papers/attach/<int:submission_id>/", papers.attaching, name="attaching"),
    path("<int:pk>/papers/<int:paper_id>/", papers.paper, name="paper"),
    path("<int:pk>/papers/<int:paper_id>/release/", papers.release, name="release_paper"),
    path("<int:pk>/papers/<int:paper_id>/withdraw/", papers.withdraw, name="withdraw_paper"),
    path("<int:pk>/papers/<int:paper_id>/pdf/", papers.pdf, name="pdf"),
    path("<int:pk>/papers/<int:paper_id>/text/", papers.text, name="text"),
    path("<int:pk>/papers/<int:paper_id>/<int:number>/text/", papers.page_text, name="page_text"),
    path("<int:pk>/papers/<int:paper_id>/<int:number>/<int:width>/", papers.page, name="page"),
    # people, points, screens
    path("<int:pk>/delegates/", people.delegates, name="delegates"),
    path("<int:pk>/delegates/<int:delegate_id>/remove/", people.remove, name="remove_delegate"),
    path("<int:pk>/points/", people.points, name="points"),
    path("<int:pk>/points/<int:point_id>/heads/", people.heads, name="report_heads"),
    path("<int:pk>/points/<int:point_id>/remove/", people.take_point_away, name="remove_point"),
    path("<int:pk>/screens/", people.screens, name="screens"),
    path("<int:pk>/screens/<int:screen_id>/revoke/", people.disconnect, name="revoke_screen"),
    # the console
    path("<int:pk>/console/", hall.console, name="console"),
    path("<int:pk>/open/", hall.open_now, name="open"),
    path("<int:pk>/close/", hall.close_now, name="close"),
    path("<int:pk>/move/<int:item_id>/", hall.move, name="move"),
    path("<int:pk>/countdown/minute/", hall.minute, name="minute"),
    path("<int:pk>/countdown/stop/", hall.stop, name="stop"),
    path("<int:pk>/countdown/<int:seconds>/", hall.countdown, name="countdown"),
    path("<int:pk>/message/", hall.message, name="message"),
    path("<int:pk>/message/clear/", hall.message_away, name="clear_message"),
]
