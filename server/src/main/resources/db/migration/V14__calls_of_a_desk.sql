-- What a desk called before a call: the forecast learns turn-rounds from it after each commit.
create index call_of_desk on call (desk_session_id, called_at);
