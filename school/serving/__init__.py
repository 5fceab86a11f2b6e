"""What stands between the web and the views: two origins, what happens around every request, what is answered from memory."""
